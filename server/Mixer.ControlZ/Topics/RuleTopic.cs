using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>The rule explorer: attributes in, and for each rule whether it matches and why.</summary>
internal sealed class RuleTopic(ControlZSources sources, string group) : Topic("rule", "Rule Explorer", group)
{
    public override void AddRoutes(RouteTable routes)
    {
        routes.Get(Json, context => Reply.JsonAsync(context, sources.Rules(), ControlZJson.Instance.RulesView));
        routes.Post(Json + "explain", ExplainAsync);
    }

    private async Task ExplainAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, ControlZJson.Instance.ExplainRequest).ConfigureAwait(false) is { } request)
        {
            await Reply.JsonAsync(context, sources.Explain(request), ControlZJson.Instance.ExplainView).ConfigureAwait(false);
        }
    }
}
