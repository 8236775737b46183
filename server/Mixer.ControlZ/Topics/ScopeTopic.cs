using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>The scopes of the log; levels change at once (spec 07 section 7).</summary>
internal sealed class ScopeTopic(ControlZSources sources, string group) : Topic("scope", "Logging Scopes", group)
{
    public override void AddRoutes(RouteTable routes)
    {
        routes.Get(Json, context => Reply.JsonAsync(context, sources.LogScopes(), ControlZJson.Instance.IReadOnlyListLogScopeView));
        routes.GetItem(Json, ShowAsync);
        routes.PutItem(Json, ChangeAsync);
    }

    private Task ShowAsync(HttpContext context, string name) =>
        sources.LogScopes().FirstOrDefault(scope => scope.Name == name) is { } found
            ? Reply.JsonAsync(context, found, ControlZJson.Instance.LogScopeView)
            : UnknownAsync(context, name);

    private async Task ChangeAsync(HttpContext context, string name)
    {
        if (await RequestBody.ReadAsync(context, ControlZJson.Instance.LogScopeView).ConfigureAwait(false) is not { } wanted)
        {
            return;
        }

        await (sources.ChangeLogScope(wanted with { Name = name }) ? Reply.AcceptedAsync(context) : UnknownAsync(context, name)).ConfigureAwait(false);
    }

    private static Task UnknownAsync(HttpContext context, string name) => Reply.TextAsync(context, StatusCodes.Status400BadRequest, "unknown scope name: " + name);
}
