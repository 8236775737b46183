namespace Mixer.Config;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>Something is in effect, but perhaps not what was meant.</summary>
    Warning,

    /// <summary>Something that the operator wrote is not in effect.</summary>
    Error,
}

/// <summary>Where in a store something stands.</summary>
/// <param name="File">Path or other name of the source; empty if the store has none.</param>
/// <param name="Line">Line from 1; 0 if not known.</param>
/// <param name="Column">Column from 1; 0 if not known.</param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? File ?? "" : FormattableString.Invariant($"{File}({Line},{Column})");
}

/// <summary>One thing wrong with a configuration.</summary>
/// <param name="Severity">How bad.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Resource">Full name of the resource; empty for a file that has none.</param>
/// <param name="Field">The reference's field word (<c>rule='r.rule.ns'.Match</c>) or the path inside the spec.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record ConfigProblem(ProblemSeverity Severity, SourceLocation Location, string Resource, string Field, string Message)
{
    /// <summary>What sort of thing is wrong.</summary>
    public ProblemKind Kind { get; init; }

    /// <summary>The nearest known name or another advice; null if there is none.</summary>
    public string? Hint { get; init; }

    /// <summary>Another place that has to do with it, as the second one of two equal keys; null if there is none.</summary>
    public SourceLocation? Related { get; init; }

    /// <summary>Everything but the place: the resource unless the field word names it, the field, the message, the advice.</summary>
    public string Describe()
    {
        var where = Resource.Length == 0 || Field.Contains(Resource, StringComparison.Ordinal) ? Field : Field.Length == 0 ? "" : $"{Resource}: {Field}";
        return $"{where}{(where.Length > 0 ? ": " : "")}{Message}{(Hint is null ? "" : $" ({Hint})")}";
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Location}: {(Severity == ProblemSeverity.Error ? "error" : "warning")}: {Describe()}";
}
