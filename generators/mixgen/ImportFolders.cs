namespace Mixer.Mixgen;

/// <summary>Where imports are looked for: the folder of the importing file, the given folders in order, then what every template may import.</summary>
internal sealed class ImportFolders(string file, IReadOnlyList<string> folders)
{
    /// <summary>What one file may be; more is refused.</summary>
    public const long MaxBytes = 1 << 20;

    private readonly string[] _folders = [Path.GetDirectoryName(Path.GetFullPath(file)) ?? "", .. folders.Select(Path.GetFullPath)];

    /// <summary>Path and text of an import; null if it is nowhere.</summary>
    public (string Path, string Text)? Find(string import)
    {
        foreach (var folder in _folders)
        {
            var path = Path.GetFullPath(Path.Combine(folder, import));
            if (path.StartsWith(folder, StringComparison.Ordinal) && File.Exists(path))
            {
                return (path, Read(path));
            }
        }

        return KnownImports.Find(import) is { } known ? (import, known) : null;
    }

    /// <summary>Reads a file of bounded size.</summary>
    public static string Read(string path)
    {
        var length = new FileInfo(path).Length;
        return length <= MaxBytes ? File.ReadAllText(path) : throw new IOException(FormattableString.Invariant($"{path} has {length} bytes; a proto may have {MaxBytes}"));
    }
}
