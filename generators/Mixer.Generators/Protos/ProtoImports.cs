using Mixer.Generators.Modelling;

namespace Mixer.Generators.Protos;

/// <summary>The files of a project that a template may import, and which of them it does import, directly or through another.</summary>
internal sealed class ProtoImports
{
    /// <summary>Files that come with Mixer or with protocol buffers; importing them needs no file.</summary>
    public static readonly string[] Provided =
    [
        "mixer/adapter/model/v1beta1/extensions.proto", "mixer/adapter/model/v1beta1/check.proto", "mixer/adapter/model/v1beta1/report.proto",
        "mixer/adapter/model/v1beta1/quota.proto", "mixer/adapter/model/v1beta1/info.proto", "mixer/adapter/model/v1beta1/template.proto",
        "policy/v1beta1/type.proto", "policy/v1beta1/value_type.proto", "policy/v1beta1/cfg.proto", "policy/v1beta1/http_response.proto",
        "google/protobuf/any.proto", "google/protobuf/descriptor.proto", "google/protobuf/duration.proto", "google/protobuf/empty.proto",
        "google/protobuf/field_mask.proto", "google/protobuf/struct.proto", "google/protobuf/timestamp.proto", "google/protobuf/wrappers.proto",
        "google/rpc/status.proto", "google/rpc/code.proto", "gogoproto/gogo.proto",
    ];

    private readonly EquatableArray<ProtoFile> _others;
    private readonly List<ProtoFile> _imported = [];

    public ProtoImports(ProtoFile file, EquatableArray<ProtoFile> others)
    {
        _others = others;
        var waiting = new Queue<ProtoFile>([file]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { file.Path };
        while (waiting.Count > 0)
        {
            foreach (var import in waiting.Dequeue().Imports)
            {
                if (Find(import.Text) is { } found && seen.Add(found.Path))
                {
                    _imported.Add(found);
                    waiting.Enqueue(found);
                }
            }
        }
    }

    /// <summary>The imported files of a package, in the order of the imports.</summary>
    public IEnumerable<ProtoFile> OfPackage(string package) => _imported.Where(file => file.Package?.Text == package);

    public ProtoFile? Find(string import) => _others.Where(other => IsPath(other.Path, import)).OrderBy(other => other.Path, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Name of a file of the project that declares <paramref name="message"/> in <paramref name="package"/> and is not imported.</summary>
    public string? FileOf(string package, string message) =>
        _others.FirstOrDefault(other => other.Package?.Text == package && other.Message(message) is not null && !_imported.Contains(other))?.FileName;

    /// <summary>True if <paramref name="import"/> names the file at <paramref name="path"/>, from whatever folder one counts.</summary>
    public static bool IsPath(string path, string import)
    {
        var normal = path.Replace('\\', '/');
        return import.Length > 0 && (normal == import || normal.EndsWith("/" + import, StringComparison.Ordinal));
    }
}
