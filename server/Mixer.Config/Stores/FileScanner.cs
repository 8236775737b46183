using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Mixer.Config.Stores;

/// <summary>What a scan found.</summary>
/// <param name="Changes">What is different: updates first, then deletions, each in ordinal order.</param>
/// <param name="IsUnsettled">True if a change waits for a second reading; scan again soon.</param>
internal sealed record ScanResult(IReadOnlyList<ResourceChange> Changes, bool IsUnsettled);

/// <summary>
/// Keeps the resources of a directory. A change that takes something away (a smaller file, a lost resource, text that does not parse, a file that is gone)
/// counts only after a second equal reading, so that a file that is just being written does no harm; what does not parse keeps its previous resources.
/// Used by one thread at a time; the properties give immutable values that any thread may read.
/// </summary>
internal sealed class FileScanner(string root, FileConfigStoreOptions options, TimeProvider time)
{
    private readonly SortedDictionary<string, TrackedFile> _files = new(WalkOrder.Instance);
    private List<UnreadablePlace> _unreadable = [];
    private Dictionary<ResourceKey, Resource> _resources = [];
    private long _bytes;
    private bool _isFirst = true;

    /// <summary>The resources in effect, in ordinal order of full names.</summary>
    public ImmutableArray<Resource> Resources { get; private set; } = [];

    /// <summary>What is wrong with the files.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; private set; } = [];

    /// <summary>Whether everything could be read.</summary>
    public StoreStatus Status { get; private set; } = StoreStatus.Uninitialized;

    public ScanResult Scan()
    {
        var tree = FileTree.Walk(root, options.MaxFiles);
        _bytes = 0;
        var order = new List<TrackedFile>(tree.Files.Count);
        var readings = new List<Reading>();
        var changed = _isFirst;
        foreach (var found in tree.Files)
        {
            if (!_files.TryGetValue(found.Path, out var file))
            {
                _files.Add(found.Path, file = new TrackedFile(found));
                changed = true;
            }

            changed |= Look(file, found, readings);
            order.Add(file);
        }

        foreach (var (reading, parsed) in Parse(readings))
        {
            changed |= Take(reading, parsed);
        }

        changed |= Forget(tree) || !tree.Unreadable.SequenceEqual(_unreadable);
        _unreadable = tree.Unreadable;
        _isFirst = false;
        Status = tree.Unreadable.Count == 0 && order.TrueForAll(f => f.AccessProblem is null)
            ? StoreStatus.Available
            : new StoreStatus(false, string.Join("; ", tree.Unreadable.Select(u => u.Message).Concat(order.Select(f => f.AccessProblem?.Message).OfType<string>())));
        var unsettled = _files.Values.Any(f => f.PendingHash is not null);
        return new ScanResult(changed ? Merge(tree) : [], unsettled);
    }

    /// <summary>Reads the file if it may be different; true if something about it has changed already.</summary>
    private bool Look(TrackedFile file, FoundFile found, List<Reading> readings)
    {
        _bytes += found.Size;
        if (file.IsSettled && file.PendingHash is null && file.AccessProblem is null && file.Found == found)
        {
            return false;
        }

        var isSameStamp = file.Found == found;
        file.Found = found;
        if (!TryRead(found, out var content, out var problem))
        {
            var isNews = file.AccessProblem?.Message != problem!.Message;
            file.AccessProblem = problem;
            return isNews;
        }

        var wasUnreadable = file.AccessProblem is not null;
        file.AccessProblem = null;
        var hash = Convert.ToHexString(SHA256.HashData(content));
        if (hash == file.ContentHash)
        {
            file.IsSettled = isSameStamp;
            file.PendingHash = null;
        }
        else
        {
            file.IsSettled = false;
            readings.Add(new Reading(file, content, hash));
        }

        return wasUnreadable;
    }

    /// <summary>Takes over what the reading says, unless it takes something away and is seen for the first time; true if it did.</summary>
    private bool Take(Reading reading, ParsedText parsed)
    {
        var (file, content, hash) = reading;
        if (!_isFirst && (IsCut(content) || (file.ContentHash.Length > 0 && TakesAway(file, content.Length, parsed))) && !Confirm(file, hash))
        {
            return false;
        }

        Accept(file, hash, content.Length, parsed);
        return true;
    }

    private IEnumerable<(Reading Reading, ParsedText Parsed)> Parse(List<Reading> readings) => readings.Count > 1
        ? readings.AsParallel().AsOrdered().Select(r => (r, Parse(r.File.Found.Path, r.Content)))
        : readings.Select(r => (r, Parse(r.File.Found.Path, r.Content)));

    private ParsedText Parse(string path, byte[] content)
    {
        if (content.Length > options.Limits.MaxBytes)
        {
            var message = FormattableString.Invariant($"Error processing {path}[0]: the file has more than {options.Limits.MaxBytes} bytes");
            return new ParsedText([], [new ConfigProblem(ProblemSeverity.Error, new SourceLocation(path, 1, 1), "", "", message) { Kind = ProblemKind.TooLarge }]);
        }

        var text = Encoding.UTF8.GetString(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(3) : content);
        return ResourceText.Parse(path, text, options.Limits);
    }

    // Whoever is at the end of a line may be in the middle of writing it; whoever makes a file makes it empty first.
    private static bool IsCut(byte[] content) => content.Length == 0 || content[^1] != (byte)'\n';

    private static bool TakesAway(TrackedFile file, long size, ParsedText parsed)
    {
        if (size < file.ContentSize || !parsed.IsComplete)
        {
            return true;
        }

        var keys = parsed.Resources.Select(r => r.Key).ToHashSet();
        return file.Resources.Any(r => !keys.Contains(r.Key));
    }

    /// <summary>True if <paramref name="hash"/> was seen before and long enough ago.</summary>
    private bool Confirm(TrackedFile file, string hash)
    {
        if (file.PendingHash != hash)
        {
            (file.PendingHash, file.PendingSince) = (hash, time.GetTimestamp());
            return false;
        }

        return time.GetElapsedTime(file.PendingSince) >= options.Confirmation;
    }

    private static void Accept(TrackedFile file, string hash, long size, ParsedText parsed)
    {
        var resources = parsed.Resources;
        if (!parsed.IsComplete)
        {
            var keys = resources.Select(r => r.Key).ToHashSet();
            resources = resources.AddRange(file.Resources.Where(r => !keys.Contains(r.Key)));
        }

        (file.ContentHash, file.ContentSize, file.Resources, file.Problems, file.PendingHash) = (hash, size, resources, parsed.Problems, null);
    }

    /// <summary>Drops files that are gone, unless the place where they were cannot be looked into.</summary>
    private bool Forget(FileTree tree)
    {
        var present = tree.Files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var gone = new List<string>();
        foreach (var (path, file) in _files)
        {
            if (!present.Contains(path) && !tree.Unreadable.Exists(u => IsWithin(path, u.Path)) && Confirm(file, ""))
            {
                gone.Add(path);
            }
        }

        gone.ForEach(path => _files.Remove(path));
        return gone.Count > 0;
    }

    private static bool IsWithin(string path, string place) =>
        path.StartsWith(place, StringComparison.Ordinal) && (path.Length == place.Length || path[place.Length] == Path.DirectorySeparatorChar || place.EndsWith(Path.DirectorySeparatorChar));

    private bool TryRead(FoundFile file, out byte[] content, out ConfigProblem? problem)
    {
        if (_bytes > options.MaxTotalBytes)
        {
            content = [];
            problem = new ConfigProblem(
                ProblemSeverity.Error, new SourceLocation(file.Path), "", "",
                FormattableString.Invariant($"open {file.Path}: the files have more than {options.MaxTotalBytes} bytes together; its previous content stays in effect")) { Kind = ProblemKind.TooLarge };
            return false;
        }

        try
        {
            // What is empty is not opened: a named pipe looks so, and opening it would wait for a writer.
            content = file.Size == 0 ? [] : Read(file.Target);
            problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            content = [];
            problem = new ConfigProblem(ProblemSeverity.Error, new SourceLocation(file.Path), "", "", $"open {file.Path}: {e.Message}; its previous content stays in effect") { Kind = ProblemKind.Unreadable };
            return false;
        }
    }

    /// <summary>The content, or one byte more than a file may have.</summary>
    private byte[] Read(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[(int)Math.Min(RandomAccess.GetLength(handle), options.Limits.MaxBytes + 1L)];
        var count = 0;
        while (count < content.Length && RandomAccess.Read(handle, content.AsSpan(count), count) is > 0 and var read)
        {
            count += read;
        }

        return count == content.Length ? content : content[..count];
    }

    private List<ResourceChange> Merge(FileTree tree)
    {
        var (merged, problems) = FileMerge.Of(_files.Values, tree.Unreadable, options.MaxResources);
        var changes = ResourceChanges.Between(_resources, merged);
        _resources = merged;
        var sorted = merged.Values.ToArray();
        Array.Sort(sorted, static (a, b) => ResourceKey.CompareNames(a.Key, b.Key));
        Resources = ImmutableCollectionsMarshal.AsImmutableArray(sorted);
        Problems = problems;
        return changes;
    }

    private readonly record struct Reading(TrackedFile File, byte[] Content, string Hash);
}
