using System.Runtime.InteropServices;

namespace Mixer.Server.Commands;

/// <summary>SIGTERM and SIGINT: the first one asks for the end in order, the second ends the process at once.</summary>
internal sealed class EndSignals : IDisposable
{
    private const int SignalExit = 128;
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _interrupt;
    private readonly TextWriter _error;

    public EndSignals(TextWriter error)
    {
        _error = error;
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Take(context, 15));
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Take(context, 2));
    }

    /// <summary>Completes with the first signal.</summary>
    public Task First => _first.Task;

    public void Dispose()
    {
        _terminate.Dispose();
        _interrupt.Dispose();
    }

    private void Take(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (!_first.TrySetResult())
        {
            _error.WriteLine("Ended at once by a second signal; running calls are cut off.");
            Environment.Exit(SignalExit + number);
        }
    }
}
