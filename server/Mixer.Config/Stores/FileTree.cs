namespace Mixer.Config.Stores;

/// <summary>A configuration file as a walk found it.</summary>
/// <param name="Path">Where it was found.</param>
/// <param name="Target">The file that it really is, all links resolved.</param>
/// <param name="Size">Length in bytes.</param>
/// <param name="Modified">Time of the last change, in ticks.</param>
internal sealed record FoundFile(string Path, string Target, long Size, long Modified);

/// <summary>A place that could not be looked into; what was known of it still holds.</summary>
internal sealed record UnreadablePlace(string Path, string Message, ProblemKind Kind = ProblemKind.Unreadable);

/// <summary>
/// Walks a directory in lexical order, hidden entries included. Links to files and to directories are followed, each real directory once. Where a directory
/// has an entry <c>..data</c> (as Kubernetes mounts a ConfigMap), entries that begin with two dots are its machinery and are not read by themselves.
/// </summary>
internal sealed class FileTree
{
    private const int MaxLinks = 40;
    private const int MaxDepth = 100;
    private readonly int _maxFiles;
    private bool _isFull;
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly HashSet<string> _targets = new(StringComparer.Ordinal);

    private FileTree(int maxFiles) => _maxFiles = maxFiles;

    public List<FoundFile> Files { get; } = [];

    public List<UnreadablePlace> Unreadable { get; } = [];

    /// <summary>Everything below <paramref name="root"/>, at most <paramref name="maxFiles"/> files.</summary>
    public static FileTree Walk(string root, int maxFiles)
    {
        var tree = new FileTree(maxFiles);
        if (File.Exists(root))
        {
            tree.Visit(new FileInfo(root), RealPath(System.IO.Path.GetDirectoryName(root)!), 0);
            return tree;
        }

        if (!Directory.Exists(root))
        {
            tree.Unreadable.Add(new UnreadablePlace(root, $"failure during filepath.Walk: lstat {root}: no such file or directory"));
            return tree;
        }

        tree.WalkDirectory(root, RealPath(root), 0);
        return tree;
    }

    private void WalkDirectory(string path, string realPath, int depth)
    {
        if (_isFull || !_directories.Add(realPath))
        {
            return;
        }

        if (depth > MaxDepth)
        {
            Unreadable.Add(new UnreadablePlace(path, FormattableString.Invariant($"open {path}: more than {MaxDepth} directories deep"), ProblemKind.TooLarge));
            return;
        }

        List<FileSystemInfo> entries;
        try
        {
            entries = [.. new DirectoryInfo(path).EnumerateFileSystemInfos()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(new UnreadablePlace(path, e.Message));
            return;
        }

        entries.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        var isMount = entries.Exists(e => e.Name == "..data");
        foreach (var entry in entries)
        {
            if (!isMount || !entry.Name.StartsWith("..", StringComparison.Ordinal))
            {
                Visit(entry, realPath, depth);
            }
        }
    }

    private void Visit(FileSystemInfo entry, string realParent, int depth)
    {
        try
        {
            var real = System.IO.Path.Combine(realParent, entry.Name);
            if (entry.LinkTarget is not null)
            {
                real = RealPath(real);
            }

            if (Directory.Exists(real))
            {
                WalkDirectory(entry.FullName, real, depth + 1);
                return;
            }

            if (System.IO.Path.GetExtension(entry.Name) is not (".yaml" or ".yml") || !_targets.Add(real))
            {
                return;
            }

            var file = new FileInfo(real);
            if (Files.Count >= _maxFiles)
            {
                if (!_isFull)
                {
                    _isFull = true;
                    Unreadable.Add(new UnreadablePlace(
                        entry.FullName, FormattableString.Invariant($"there are more than {_maxFiles} files; from {entry.FullName} on they are not read"), ProblemKind.TooLarge));
                }
            }
            else if (!file.Exists)
            {
                Unreadable.Add(new UnreadablePlace(entry.FullName, $"open {entry.FullName}: no such file or directory"));
            }
            else if ((file.Attributes & FileAttributes.Device) == 0)
            {
                Files.Add(new FoundFile(entry.FullName, real, file.Length, file.LastWriteTimeUtc.Ticks));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(new UnreadablePlace(entry.FullName, e.Message));
        }
    }

    /// <summary>The path with every link in it resolved; a link that leads in a circle, or nowhere, stays.</summary>
    private static string RealPath(string path)
    {
        var links = 0;
        var pending = new Stack<string>(Parts(System.IO.Path.GetFullPath(path)).Reverse());
        var real = System.IO.Path.GetPathRoot(System.IO.Path.GetFullPath(path))!;
        while (pending.TryPop(out var part))
        {
            if (part == "..")
            {
                real = System.IO.Path.GetDirectoryName(real) ?? real;
                continue;
            }

            var next = System.IO.Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target || ++links > MaxLinks)
            {
                real = next;
                continue;
            }

            if (System.IO.Path.IsPathRooted(target))
            {
                real = System.IO.Path.GetPathRoot(target)!;
            }

            foreach (var piece in Parts(target).Reverse())
            {
                pending.Push(piece);
            }
        }

        return real;
    }

    private static string[] Parts(string path) =>
        [.. path[(System.IO.Path.GetPathRoot(path)?.Length ?? 0)..]
            .Split([System.IO.Path.DirectorySeparatorChar, System.IO.Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(p => p != ".")];
}
