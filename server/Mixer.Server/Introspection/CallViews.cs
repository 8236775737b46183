using Mixer.Attributes.Wire;
using Mixer.ControlZ.Views;

namespace Mixer.Server.Introspection;

/// <summary>The recorded calls as the console shows them. Thread-safe.</summary>
internal sealed class CallViews(RecentCalls calls, ExplainViews explain)
{
    public RecentCallsView List() =>
        new(calls.Mode.ToString().ToLowerInvariant(), calls.IsRecording, calls.Until, RecentCalls.Capacity, [.. calls.List().Select(ViewOf)]);

    public RecentCallDetail? Find(long id)
    {
        if (calls.Find(id) is not { } call)
        {
            return null;
        }

        var (view, attributes) = explain.Explain(call, calls.Mode != RequestRecording.Full);
        return new RecentCallDetail(ViewOf(call), attributes, view);
    }

    private static RecentCallView ViewOf(RecentCall call) =>
        new(
            call.Id,
            call.Time,
            call.IsReport ? "Report" : "Check",
            WordCase.UpperSnake(call.Status.Code.ToString()),
            call.Status.Message ?? "",
            call.Elapsed.TotalMilliseconds,
            call.FromCache,
            call.IsReport && ReportRequestFrame.TryParse(call.Message, out var report, out _) ? report.Count : 1);
}
