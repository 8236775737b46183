using System.Runtime.InteropServices;
using Mixer.CommandLine;

namespace Mixer.Server.Commands;

/// <summary><c>mixs server</c>: runs the server until it is told to end by SIGTERM or SIGINT.</summary>
internal static class ServerCommand
{
    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory)
    {
        Func<Task<int>>? run = null;
        var command = new Command("server", "Starts Mixer as a server") { Run = () => run!() };
        var flags = new ServerFlags(command.Flags);
        run = () => RunAsync(flags.ToOptions() with { Inventory = inventory }, output, error);
        return command;
    }

    private static async Task<int> RunAsync(MixerServerOptions options, TextWriter output, TextWriter error)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Signalled);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Signalled);
        await output.WriteLineAsync(options.Describe());
        await output.FlushAsync();
        var (server, problem) = await MixerServer.StartAsync(options, TimeProvider.System, CancellationToken.None);
        if (server is null)
        {
            await error.WriteLineAsync("Unable to initialize Mixer: " + problem);
            return CommandRunner.Failure;
        }

        await using (server)
        {
            await output.WriteLineAsync("Istio Mixer: " + BuildInfo.Short);
            await output.WriteLineAsync("Starting gRPC server on port " + PortOf(server.Address));
            await output.FlushAsync();
            await signalled.Task;
        }

        return 0;

        void Signalled(PosixSignalContext context)
        {
            context.Cancel = true;
            signalled.TrySetResult();
        }
    }

    // A Unix socket has no port: its whole address says more.
    private static string PortOf(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Port > 0 && !address.Contains("unix", StringComparison.Ordinal)
        ? uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : address;
}
