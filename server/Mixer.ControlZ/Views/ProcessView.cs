using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>The process, under the reference's names (spec 07 section 7), then what .NET adds. Ids are -1 where the system does not tell.</summary>
public sealed record ProcessView
{
    /// <summary>Effective group.</summary>
    [JsonPropertyName("egid")]
    public required int EffectiveGroup { get; init; }

    /// <summary>Effective user.</summary>
    [JsonPropertyName("euid")]
    public required int EffectiveUser { get; init; }

    /// <summary>Group.</summary>
    [JsonPropertyName("gid")]
    public required int Group { get; init; }

    /// <summary>Further groups.</summary>
    [JsonPropertyName("groups")]
    public required IReadOnlyList<int> Groups { get; init; }

    /// <summary>Process id.</summary>
    [JsonPropertyName("pid")]
    public required int Id { get; init; }

    /// <summary>The parent's process id.</summary>
    [JsonPropertyName("ppid")]
    public required int Parent { get; init; }

    /// <summary>User.</summary>
    [JsonPropertyName("uid")]
    public required int User { get; init; }

    /// <summary>Working directory.</summary>
    [JsonPropertyName("wd")]
    public required string WorkingDirectory { get; init; }

    /// <summary>Name of the machine.</summary>
    [JsonPropertyName("hostname")]
    public required string HostName { get; init; }

    /// <summary>Folder for temporary files.</summary>
    [JsonPropertyName("tempdir")]
    public required string TemporaryFolder { get; init; }

    /// <summary>Threads of the operating system.</summary>
    [JsonPropertyName("threads")]
    public required int Threads { get; init; }

    /// <summary>Threads of the pool; the name is the reference's.</summary>
    [JsonPropertyName("goroutines")]
    public required int PoolThreads { get; init; }

    /// <summary>Work that waits for a thread of the pool.</summary>
    public required long PendingWork { get; init; }

    /// <summary>When the process started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long ago that is.</summary>
    public required double UptimeSeconds { get; init; }

    /// <summary>Processor time used.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Processors that it may use.</summary>
    public required int Processors { get; init; }

    /// <summary>The runtime.</summary>
    public required string Runtime { get; init; }

    /// <summary>The operating system.</summary>
    public required string System { get; init; }

    /// <summary>The processor's architecture.</summary>
    public required string Architecture { get; init; }
}
