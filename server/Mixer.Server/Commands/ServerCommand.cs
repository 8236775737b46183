using Mixer.CommandLine;
using Mixer.Server.Hosting;

namespace Mixer.Server.Commands;

/// <summary><c>mixs server</c>: runs the server until it is told to end by SIGTERM or SIGINT.</summary>
internal static class ServerCommand
{
    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory)
    {
        Func<Task<int>>? run = null;
        Func<(IReadOnlyList<FlagValue>? Values, string? Error)>? defaults = null;
        var command = new Command("server", "Starts Mixer as a server") { Run = () => run!(), Defaults = () => defaults!() };
        var flags = new ServerFlags(command.Flags);
        var file = command.Flags.String("optionsFile", "", "YAML file with values for these flags by their names; flags and environment variables go before it");
        defaults = () => OptionsFile.Read(file.Value, command.Flags);
        run = () => RunAsync(flags.ToOptions() with { Inventory = inventory }, output, error);
        return command;
    }

    private static async Task<int> RunAsync(MixerServerOptions options, TextWriter output, TextWriter error)
    {
        using var signals = new EndSignals(error);
        await output.WriteLineAsync(options.Describe());
        await output.FlushAsync();
        var (server, problem) = await MixerServer.CreateAsync(options, ServerHooks.Real, TimeProvider.System, CancellationToken.None);
        if (server is null)
        {
            await error.WriteLineAsync("Unable to initialize Mixer: " + problem);
            return CommandRunner.Failure;
        }

        await using (server)
        {
            await server.RunAsync(CancellationToken.None);
            await output.WriteLineAsync("Istio Mixer: " + BuildInfo.Short);
            await output.WriteLineAsync("Starting gRPC server on port " + PortOf(server.Address));
            await output.FlushAsync();
            await Task.WhenAny(signals.First, server.ShutdownRequested);
        }

        return 0;
    }

    // A Unix socket has no port: its whole address says more.
    private static string PortOf(string address) => address.Contains("://unix:", StringComparison.Ordinal) ? address : address[(address.LastIndexOf(':') + 1)..];
}
