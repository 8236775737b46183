using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>One subject of the console: a page under <c>/&lt;prefix&gt;z/</c> and JSON under <c>/&lt;prefix&gt;j/</c>.</summary>
internal abstract class Topic(string prefix, string title, string group)
{
    public string Prefix { get; } = prefix;

    public string Title { get; } = title;

    /// <summary>Heading in the list of topics; empty for none.</summary>
    public string Group { get; } = group;

    /// <summary>Path of the page.</summary>
    public virtual string Page => $"/{Prefix}z/";

    /// <summary>Path of the JSON.</summary>
    protected string Json => $"/{Prefix}j/";

    /// <summary>Adds what answers under <see cref="Json"/>.</summary>
    public abstract void AddRoutes(RouteTable routes);
}
