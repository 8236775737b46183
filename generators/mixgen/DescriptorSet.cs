extern alias ProtobufNet;

using ProtoBuf;
using ProtobufNet::Google.Protobuf.Reflection;

namespace Mixer.Mixgen;

/// <summary>A compiled proto with everything that it imports, imports first.</summary>
internal sealed class DescriptorSet
{
    private readonly FileDescriptorSet _set;

    private DescriptorSet(FileDescriptorSet set) => _set = set;

    /// <summary>Compiles a text that imports only what every template may import; it is ours, so it compiles.</summary>
    public static DescriptorSet OfText(string name, string text) =>
        Compile(name, text, new ImportFolders(name, []), out var problems) ?? throw new InvalidOperationException(string.Join('\n', problems));

    /// <summary>Compiles a file; null with what is wrong, one line each.</summary>
    public static DescriptorSet? OfFile(string path, IReadOnlyList<string> folders, out IReadOnlyList<string> problems)
    {
        try
        {
            return Compile(Path.GetFileName(path), ImportFolders.Read(path), new ImportFolders(path, folders), out problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems = [$"unable to read file {path}. {e.Message}"];
            return null;
        }
    }

    /// <summary>True if a file of the set has a top-level message of that name.</summary>
    public bool HasMessage(string name) => _set.Files.Any(file => file.MessageTypes.Any(message => message.Name == name));

    /// <summary>The serialised <c>FileDescriptorSet</c>.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(stream, _set);
        return stream.ToArray();
    }

    private static DescriptorSet? Compile(string name, string text, ImportFolders folders, out IReadOnlyList<string> problems)
    {
        var set = new FileDescriptorSet { FileSystem = new Files(folders) };
        set.AddImportPath("");
        using var reader = new StringReader(text);
        set.Add(name, includeInOutput: true, source: reader);
        set.Process();
        problems = [.. set.GetErrors().Where(error => error.IsError).Select(error => FormattableString.Invariant($"{error.File}({error.LineNumber},{error.ColumnNumber}): error: {error.Message}"))];
        if (problems.Count > 0)
        {
            return null;
        }

        List<FileDescriptorProto> ordered = [];
        Visit(set.Files.Single(file => file.Name == name), set, ordered);
        set.Files.Clear();
        set.Files.AddRange(ordered);
        return new DescriptorSet(set);
    }

    private static void Visit(FileDescriptorProto file, FileDescriptorSet set, List<FileDescriptorProto> ordered)
    {
        if (ordered.Contains(file))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            Visit(set.Files.Single(other => other.Name == import), set, ordered);
        }

        ordered.Add(file);
    }

    private sealed class Files(ImportFolders folders) : IFileSystem
    {
        public bool Exists(string path) => folders.Find(path) is not null;

        public TextReader OpenText(string path) => new StringReader(folders.Find(path)!.Value.Text);
    }
}
