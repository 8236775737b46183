using Mixer.Config.Stores;
using Mixer.Config.Yaml;

namespace Mixer.Config.Building;

/// <summary>Collects what is wrong with one version of one resource.</summary>
internal sealed class ProblemSink(Resource resource)
{
    public List<ConfigProblem> Items { get; } = [];

    public bool HasErrors { get; private set; }

    /// <summary>Records an error at <paramref name="node"/>, or at the resource if that is null.</summary>
    public void Error(ConfigNode? node, string field, string message, string? hint = null)
    {
        HasErrors = true;
        Items.Add(new ConfigProblem(ProblemSeverity.Error, At(node), resource.Key.ToString(), field, message) { Hint = hint });
    }

    /// <summary>Records an error at <paramref name="position"/> inside an expression.</summary>
    public void ErrorInside(ConfigNode node, int position, string field, string message, string? hint)
    {
        HasErrors = true;
        var at = At(node);
        if (node is ConfigScalar { ContentOffset: >= 0 } scalar && !scalar.Text.Contains('\n', StringComparison.Ordinal))
        {
            at = at with { Column = at.Column + scalar.ContentOffset + Math.Max(0, position) };
        }

        Items.Add(new ConfigProblem(ProblemSeverity.Error, at, resource.Key.ToString(), field, message) { Hint = hint });
    }

    public void Warning(ConfigNode? node, string field, string message) =>
        Items.Add(new ConfigProblem(ProblemSeverity.Warning, At(node), resource.Key.ToString(), field, message));

    private SourceLocation At(ConfigNode? node) => node is null ? resource.Location : new SourceLocation(resource.Location.File, node.Line, node.Column);
}
