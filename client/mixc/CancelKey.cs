using System.Runtime.InteropServices;

namespace Mixer.Client;

/// <summary>Turns the first SIGINT into a cancellation, so that a run that is broken off still prints what it measured.</summary>
internal sealed class CancelKey : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _registration;

    public CancelKey() =>
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = !_source.IsCancellationRequested;
            _source.Cancel();
        });

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
