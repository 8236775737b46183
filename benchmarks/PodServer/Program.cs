using Mixer.Server;

// The server with one more adapter, which generates attributes: no bundled one does.
return await MixerHost.RunAsync(args, PodServer.MixerInventory.Adapters, PodServer.MixerInventory.Templates);
