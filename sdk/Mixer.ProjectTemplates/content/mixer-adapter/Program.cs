return await Mixer.Server.MixerHost.RunAsync(args, Company.Adapter1.MixerInventory.Adapters, Company.Adapter1.MixerInventory.Templates);
