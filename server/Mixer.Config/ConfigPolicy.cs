namespace Mixer.Config;

/// <summary>What happens to a resource that cannot be used (design 6, row 2).</summary>
public enum ConfigPolicy
{
    /// <summary>The last good version of that resource stays in effect.</summary>
    KeepLastGood,

    /// <summary>That resource has no effect, everything else does: as the reference.</summary>
    Partial,

    /// <summary>The whole new configuration has no effect; the last one that was good in full stays.</summary>
    Strict,
}
