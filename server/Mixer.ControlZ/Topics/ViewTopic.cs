using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>A topic that only shows one thing.</summary>
internal sealed class ViewTopic(string prefix, string title, string group, RequestDelegate show) : Topic(prefix, title, group)
{
    public override void AddRoutes(RouteTable routes) => routes.Get(Json, show);
}
