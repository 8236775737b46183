using Mixer.CommandLine;
using Mixer.Mixgen;

return await new CommandRunner(MixgenCommand.Create(args, Console.Out, Console.Error), Console.Out, Console.Error).RunAsync(args);
