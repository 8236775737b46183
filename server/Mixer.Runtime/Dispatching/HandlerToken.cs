using Microsoft.Extensions.Logging;

namespace Mixer.Runtime.Dispatching;

/// <summary>
/// The cancellation of one handler call at a time: it must exist before the call, so it is kept and used again as long as nobody cancelled it. Owned by one session.
/// </summary>
#pragma warning disable CA1001 // The source has no timer and is linked to nothing: there is nothing to dispose, and abandoned calls still use it.
internal sealed class HandlerToken(ILogger log)
#pragma warning restore CA1001
{
    private CancellationTokenSource _source = new();

    /// <summary>For the handler.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Cancels when the caller does, until the registration is disposed of.</summary>
    public CancellationTokenRegistration Follow(CancellationToken caller) => caller.UnsafeRegister(static token => ((HandlerToken)token!).Cancel(), this);

    /// <summary>Cancels, beside the caller: what an adapter does then may take its time.</summary>
    public void Cancel() => _ = CancelAsync(_source, log);

    /// <summary>To be called when the call has ended or has been cancelled: makes a token for the next one.</summary>
    public void Reset()
    {
        if (!_source.TryReset())
        {
            _source = new CancellationTokenSource();
        }
    }

    private static async Task CancelAsync(CancellationTokenSource source, ILogger log)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            RuntimeLog.CancellationFailed(log, exception);
        }
    }
}
