using Mixer.CommandLine;
using Mixer.Server.Commands;

return await new CommandRunner(MixsCommand.Create(Console.Out, Console.Error), Console.Out, Console.Error).RunAsync(args);
