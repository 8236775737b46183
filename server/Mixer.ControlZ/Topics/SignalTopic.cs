using Mixer.ControlZ.Http;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>What the process can be told: to end.</summary>
internal sealed class SignalTopic(OrderlyExit exit, string group) : Topic("signal", "Signals", group)
{
    private static readonly SignalView[] Known =
    [
        new(
            "SIGTERM",
            "End the server",
            "Probes say no, calls in progress are finished, handlers write out what they hold, then the process ends with status 0. Whoever supervises it may start it again.",
            "/signalj/SIGTERM"),
    ];

    public override void AddRoutes(RouteTable routes)
    {
        routes.Get(Json, context => Reply.JsonAsync(context, Known, ControlZJson.Instance.IReadOnlyListSignalView));
        routes.Put(Json + "SIGTERM", exit.AcceptAsync);
    }
}
