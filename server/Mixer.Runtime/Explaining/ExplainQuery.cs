using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Explaining;

/// <summary>What to explain of a call; immutable.</summary>
public sealed record ExplainQuery
{
    /// <summary>Only what rules do for this variety; null for all.</summary>
    public TemplateVariety? Variety { get; init; }

    /// <summary>Only rules whose full name contains this text; empty for all.</summary>
    public string Rules { get; init; } = "";

    /// <summary>How many rules that do not apply are listed; the others are only counted. Rules that apply are always listed.</summary>
    public int MaxOthers { get; init; } = 200;
}
