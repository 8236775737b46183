using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>How a <see cref="FileConfigStore"/> watches.</summary>
public sealed record FileConfigStoreOptions
{
    /// <summary>How often the directory is looked through even without a notification.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a change that takes something away must stay the same before it counts.</summary>
    public TimeSpan Confirmation { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long changes are collected after one has gone out.</summary>
    public TimeSpan BatchWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to ask the operating system for notifications.</summary>
    public bool UseNotifications { get; init; } = true;

    /// <summary>Bounds on what a file may hold.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;
}
