using Mixer.Server;

return await MixerHost.RunAsync(args, MixerInventory.Adapters, MixerInventory.Templates);
