using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mixer.Config.Yaml;

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
internal sealed class FileScanner(string root, YamlLimits limits, TimeProvider time, TimeSpan confirmation)
{
    private readonly SortedDictionary<string, TrackedFile> _files = new(WalkOrder.Instance);
    private List<UnreadablePlace> _unreadable = [];
    private ImmutableDictionary<ResourceKey, Resource> _resources = ImmutableDictionary<ResourceKey, Resource>.Empty;
    private bool _isFirst = true;

    /// <summary>The resources in effect, in ordinal order of full names.</summary>
    public ImmutableArray<Resource> Resources { get; private set; } = [];

    /// <summary>What is wrong with the files.</summary>
    public ImmutableArray<ConfigProblem> Problems { get; private set; } = [];

    /// <summary>Whether everything could be read.</summary>
    public StoreStatus Status { get; private set; } = StoreStatus.Uninitialized;

    public ScanResult Scan()
    {
        var tree = FileTree.Walk(root);
        var order = new List<TrackedFile>(tree.Files.Count);
        var changed = _isFirst;
        foreach (var found in tree.Files)
        {
            if (!_files.TryGetValue(found.Path, out var file))
            {
                _files.Add(found.Path, file = new TrackedFile(found));
                changed = true;
            }

            changed |= Refresh(file, found);
            order.Add(file);
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

    private bool Refresh(TrackedFile file, FoundFile found)
    {
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
            return wasUnreadable;
        }

        file.IsSettled = false;
        var parsed = Parse(found.Path, content);
        if (!_isFirst && file.ContentHash.Length > 0 && TakesAway(file, content.Length, parsed) && !Confirm(file, hash))
        {
            return wasUnreadable;
        }

        Accept(file, hash, content.Length, parsed);
        return true;
    }

    private ParsedText Parse(string path, byte[] content)
    {
        if (content.Length > limits.MaxBytes)
        {
            var message = FormattableString.Invariant($"Error processing {path}[0]: the file has {content.Length} bytes, more than {limits.MaxBytes}");
            return new ParsedText([], [new ConfigProblem(ProblemSeverity.Error, new SourceLocation(path, 1, 1), "", "", message)]);
        }

        var text = Encoding.UTF8.GetString(content.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? content.AsSpan(3) : content);
        return ResourceText.Parse(path, text, limits);
    }

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

        return time.GetElapsedTime(file.PendingSince) >= confirmation;
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

    private static bool TryRead(FoundFile file, out byte[] content, out ConfigProblem? problem)
    {
        try
        {
            content = File.ReadAllBytes(file.Target);
            problem = null;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            content = [];
            problem = new ConfigProblem(ProblemSeverity.Error, new SourceLocation(file.Path), "", "", $"open {file.Path}: {e.Message}; its previous content stays in effect");
            return false;
        }
    }

    private List<ResourceChange> Merge(FileTree tree)
    {
        var merged = ImmutableDictionary.CreateBuilder<ResourceKey, Resource>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        problems.AddRange(tree.Unreadable.Select(u => new ConfigProblem(ProblemSeverity.Error, new SourceLocation(u.Path), "", "", u.Message)));
        var leaving = _files.Values.Where(f => f.PendingHash == "").Select(f => f.Found.Path).ToHashSet(StringComparer.Ordinal);
        foreach (var file in _files.Values)
        {
            problems.AddRange(file.Problems);
            if (file.AccessProblem is not null)
            {
                problems.Add(file.AccessProblem);
            }

            foreach (var resource in file.Resources)
            {
                if (merged.TryGetValue(resource.Key, out var earlier) && earlier.Location != resource.Location && !leaving.Contains(earlier.Location.File) && file.PendingHash != "")
                {
                    problems.Add(new ConfigProblem(
                        ProblemSeverity.Warning, earlier.Location, resource.Key.ToString(), "", $"{resource.Key} is defined again at {resource.Location}, which is in effect"));
                }

                merged[resource.Key] = resource;
            }
        }

        var changes = Compare(_resources, merged);
        _resources = merged.ToImmutable();
        Resources = [.. _resources.Values.OrderBy(r => r.Key.ToString(), StringComparer.Ordinal)];
        Problems = problems.DrainToImmutable();
        return changes;
    }

    private static List<ResourceChange> Compare(
        ImmutableDictionary<ResourceKey, Resource> before, ImmutableDictionary<ResourceKey, Resource>.Builder after)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var updates = new List<ResourceChange>();
        foreach (var (key, resource) in after)
        {
            if (!before.TryGetValue(key, out var old) || old.Version != resource.Version)
            {
                updates.Add(new ResourceChange(key, resource));
                touched.Add(resource.Location.File);
            }
        }

        // A neighbour of a change may have moved; its new place goes along so that messages point to the right line.
        updates.AddRange(after
            .Where(r => touched.Contains(r.Value.Location.File) && before.TryGetValue(r.Key, out var old) && old.Version == r.Value.Version && old.Location != r.Value.Location)
            .Select(r => new ResourceChange(r.Key, r.Value)));
        var order = updates.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal);
        var deletions = before.Keys.Where(key => !after.ContainsKey(key)).OrderBy(key => key.ToString(), StringComparer.Ordinal).Select(key => new ResourceChange(key, null));
        return [.. order, .. deletions];
    }
}
