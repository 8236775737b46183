using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>How a <see cref="FileConfigStore"/> watches, and how much it takes.</summary>
public sealed record FileConfigStoreOptions
{
    /// <summary>The usual ones.</summary>
    public static FileConfigStoreOptions Default { get; } = new();

    /// <summary>How often the directory is looked through even without a notification.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a change that takes something away must stay the same before it counts: longer than whoever writes a file rests between two parts of it.</summary>
    public TimeSpan Confirmation { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long changes are collected after one has gone out.</summary>
    public TimeSpan BatchWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether to ask the operating system for notifications.</summary>
    public bool UseNotifications { get; init; } = true;

    /// <summary>Bounds on what a file may hold.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;

    /// <summary>Greatest number of files; those after it are not read.</summary>
    public int MaxFiles { get; init; } = 100_000;

    /// <summary>Greatest size of all files together, in bytes; what does not fit is not read.</summary>
    public long MaxTotalBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Greatest number of resources; those after it are left out.</summary>
    public int MaxResources { get; init; } = 1_000_000;
}
