using Mixer.Config.Stores;
using Mixer.Config.Yaml;

namespace Mixer.Config.Building;

/// <summary>Collects what is wrong with one version of one resource.</summary>
internal sealed class ProblemSink(Resource resource, bool wantsHints = true)
{
    /// <summary>Whether advice that is dear to find is wanted.</summary>
    public bool WantsHints { get; } = wantsHints;

    public List<ConfigProblem> Items { get; } = [];

    public int ErrorCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    /// <summary>True if the fields themselves could not be decoded, whatever they mean: an unknown name, a value of another type (spec 03 section 2.2).</summary>
    public bool IsUndecodable { get; private set; }

    /// <summary>Records an error at <paramref name="node"/>, or at the resource if that is null.</summary>
    public void Error(ConfigNode? node, ProblemKind kind, string field, string message, string? hint = null)
    {
        ErrorCount++;
        Items.Add(new ConfigProblem(ProblemSeverity.Error, At(node), resource.Key.ToString(), field, message) { Kind = kind, Hint = hint });
    }

    /// <summary>As <see cref="Error"/>, for what makes the specification undecodable.</summary>
    public void Undecodable(ConfigNode? node, ProblemKind kind, string field, string message, string? hint = null)
    {
        IsUndecodable = true;
        Error(node, kind, field, message, hint);
    }

    /// <summary>Records an error at <paramref name="position"/> inside an expression.</summary>
    public void ErrorInside(ConfigNode? node, int position, ProblemKind kind, string field, string message, string? hint)
    {
        ErrorCount++;
        var at = At(node);
        if (node is ConfigScalar { ContentOffset: >= 0 } scalar && !scalar.Text.Contains('\n', StringComparison.Ordinal))
        {
            at = at with { Column = at.Column + scalar.ContentOffset + Math.Max(0, position) };
        }

        Items.Add(new ConfigProblem(ProblemSeverity.Error, at, resource.Key.ToString(), field, message) { Kind = kind, Hint = hint });
    }

    public void Warning(ConfigNode? node, ProblemKind kind, string field, string message, string? hint = null) =>
        Items.Add(new ConfigProblem(ProblemSeverity.Warning, At(node), resource.Key.ToString(), field, message) { Kind = kind, Hint = hint });

    private SourceLocation At(ConfigNode? node) => node is null ? resource.Location : new SourceLocation(resource.Location.File, node.Line, node.Column);
}
