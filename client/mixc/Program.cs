using Mixer.Client;
using Mixer.CommandLine;

var console = new ClientConsole(Console.Out, Console.Error, !Console.IsErrorRedirected, TimeProvider.System);
return await new CommandRunner(MixcCommand.Create(console), console.Output, console.Error, Environment.GetEnvironmentVariable).RunAsync(args);
