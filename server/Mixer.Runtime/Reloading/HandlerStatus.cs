using System.Collections.Immutable;

namespace Mixer.Runtime;

/// <summary>What became of one handler.</summary>
public enum HandlerState
{
    /// <summary>It serves calls as it is configured.</summary>
    Live,

    /// <summary>It could not be built as it is configured; its last good version serves calls instead.</summary>
    Superseded,

    /// <summary>It could not be built, and no version of it serves calls.</summary>
    Failed,
}

/// <summary>What became of one handler that rules use. Immutable.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Adapter">Its adapter.</param>
/// <param name="State">What became of it.</param>
/// <param name="Since">The id of the configuration for which the version that serves calls was built; the newest one if none does.</param>
/// <param name="Error">Why it could not be built as it is configured; null if it could.</param>
public sealed record HandlerStatus(string Name, string Adapter, HandlerState State, long Since, string? Error)
{
    /// <summary>What messages, metrics and logs call it.</summary>
    public string RuntimeName { get; init; } = Name;

    /// <summary>Full names of the instances that it is not sent, because they are newer than its last good version; only if it is superseded.</summary>
    public ImmutableArray<string> NotBuiltFor { get; init; } = [];
}
