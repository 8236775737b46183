using Mixer.Client;
using Mixer.CommandLine;

return await new CommandRunner(MixcCommand.Create(Console.Out, Console.Error), Console.Out, Console.Error).RunAsync(args);
