using System.Globalization;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>The calls recorded last; recording begins when somebody asks for it and ends by itself.</summary>
internal sealed class RequestTopic(ControlZSources sources, string group) : Topic("request", "Recent Requests", group)
{
    public override void AddRoutes(RouteTable routes)
    {
        routes.Get(Json, context => Reply.JsonAsync(context, sources.RecentCalls(), ControlZJson.Instance.RecentCallsView));
        routes.Put(Json + "recording", RecordAsync);
        routes.GetItem(Json, ShowAsync);
    }

    private async Task RecordAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, ControlZJson.Instance.RecordingRequest).ConfigureAwait(false) is { } request)
        {
            await (sources.RecordCalls(request.On)
                ? Reply.AcceptedAsync(context)
                : Reply.TextAsync(context, StatusCodes.Status403Forbidden, "this server does not record requests: it runs with --ctrlz_requests=off")).ConfigureAwait(false);
        }
    }

    private Task ShowAsync(HttpContext context, string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && sources.RecentCall(number) is { } detail
            ? Reply.JsonAsync(context, detail, ControlZJson.Instance.RecentCallDetail)
            : Reply.TextAsync(context, StatusCodes.Status404NotFound, "no such request, or no longer: " + id);
}
