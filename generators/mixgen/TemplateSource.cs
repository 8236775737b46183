using System.Globalization;
using Microsoft.CodeAnalysis;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;
using Mixer.Generators.Templates;

namespace Mixer.Mixgen;

/// <summary>A template as the generator understands it, with the syntax that it was bound from (for comments and numbers).</summary>
internal sealed record TemplateSource(TemplateModel Model, ProtoFile File, IReadOnlyList<ProtoFile> Others)
{
    private const int MaxFiles = 200;

    /// <summary>Reads and binds a template; null with what is wrong, one line each.</summary>
    public static TemplateSource? Read(string path, IReadOnlyList<string> folders, out IReadOnlyList<string> problems)
    {
        try
        {
            var file = ProtoParser.Parse(path, ImportFolders.Read(path));
            List<string> missing = [];
            var others = ReadImports(file, new ImportFolders(path, folders), missing);
            if (missing.Count > 0)
            {
                problems = missing;
                return null;
            }

            var bound = TemplateBinder.Bind(file, others.ToEquatableArray(), EquatableArray<string>.Empty);
            problems = [.. bound.Diagnostics.Select(diagnostic => diagnostic.ToDiagnostic()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(Describe)];
            return problems.Count == 0 ? new TemplateSource(bound.Model, file, others) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems = [$"Error: unable to read file {path}. {e.Message}"];
            return null;
        }
    }

    /// <summary>The syntax of a message of the template's package.</summary>
    public ProtoMessage Message(string name) =>
        Others.Where(other => other.Package?.Text == File.Package?.Text).Prepend(File).Select(file => file.Message(name)).First(message => message is not null)!;

    private static List<ProtoFile> ReadImports(ProtoFile root, ImportFolders folders, List<string> missing)
    {
        List<ProtoFile> read = [];
        HashSet<string> seen = [];
        Queue<ProtoFile> waiting = new([root]);
        while (waiting.TryDequeue(out var file))
        {
            foreach (var import in file.Imports.Where(import => seen.Add(import.Text) && !import.Text.StartsWith("google/protobuf/", StringComparison.Ordinal)))
            {
                if (folders.Find(import.Text) is not { } found)
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{file.Path}({import.Span.StartLine + 1},{import.Span.StartColumn + 1})");
                    missing.Add($"{place}: error: cannot resolve the import \"{import.Text}\"; name its folder with -I");
                    continue;
                }

                if (read.Count == MaxFiles)
                {
                    missing.Add(FormattableString.Invariant($"Error: more than {MaxFiles} files are imported"));
                    return read;
                }

                var parsed = ProtoParser.Parse(found.Path, found.Text);
                waiting.Enqueue(parsed);
                read.Add(parsed);
            }
        }

        // What describes templates is no file of the author's.
        return [.. read.Where(file => !KnownImports.Names.Contains(file.Path))];
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Path}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): error {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }
}
