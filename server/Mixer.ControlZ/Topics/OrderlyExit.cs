using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>Ends the server one second after it was asked to, so that the answer still gets out (spec 07 section 7). Asking again changes nothing.</summary>
internal sealed class OrderlyExit(Action exit, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);
    private ITimer? _timer;

    public Task AcceptAsync(HttpContext context)
    {
        if (Interlocked.CompareExchange(ref _timer, time.CreateTimer(_ => exit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), null) is null)
        {
            ControlZLog.ExitRequested(log);
            _timer.Change(Delay, Timeout.InfiniteTimeSpan);
        }

        return Reply.AcceptedAsync(context);
    }
}
