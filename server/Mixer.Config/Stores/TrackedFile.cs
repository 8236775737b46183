using System.Collections.Immutable;

namespace Mixer.Config.Stores;

/// <summary>What is known of one file between scans. Used by the scanner's thread only.</summary>
internal sealed class TrackedFile(FoundFile found)
{
    /// <summary>The file as last looked at.</summary>
    public FoundFile Found { get; set; } = found;

    /// <summary>Hash of the content that <see cref="Resources"/> stand for; empty before the first reading.</summary>
    public string ContentHash { get; set; } = "";

    /// <summary>Size of that content.</summary>
    public long ContentSize { get; set; }

    /// <summary>True once an unchanged file has been read twice with the same result; it is then read again only if its size or time changes.</summary>
    public bool IsSettled { get; set; }

    /// <summary>What the file holds, plus what it held before in places that do not parse now.</summary>
    public ImmutableArray<Resource> Resources { get; set; } = [];

    /// <summary>What is wrong with the content.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; set; } = [];

    /// <summary>Hash of a new content that would take something away, waiting for an equal second reading; null if there is none. Empty: the file is gone.</summary>
    public string? PendingHash { get; set; }

    /// <summary>True if the file is gone, but not yet for certain.</summary>
    public bool IsLeaving => PendingHash == "";

    /// <summary>When <see cref="PendingHash"/> was first seen.</summary>
    public long PendingSince { get; set; }

    /// <summary>Why the file cannot be read; null if it can.</summary>
    public ConfigProblem? AccessProblem { get; set; }
}
