using System.Collections.Immutable;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>What a text says.</summary>
/// <param name="Resources">The resources in it, in order; a key may occur twice.</param>
/// <param name="Problems">What could not be used.</param>
internal sealed record ParsedText(ImmutableArray<Resource> Resources, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>True if everything in the text could be used.</summary>
    public bool IsComplete { get; } = Problems.All(p => p.Severity == ProblemSeverity.Warning);
}

/// <summary>Reads resources from the text of a file: any number of YAML documents, each judged by itself.</summary>
internal static class ResourceText
{
    private const int MaxShown = 4096;

    /// <summary>Reads <paramref name="text"/>; <paramref name="file"/> is only for messages.</summary>
    public static ParsedText Parse(string file, string text, YamlLimits limits)
    {
        var resources = ImmutableArray.CreateBuilder<Resource>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        var index = 0;
        foreach (var (piece, documents, revision, duplicates, error) in PieceReading.ReadAll(text, [.. DocumentSplitter.Split(text).Take(limits.MaxDocuments + 1)], limits))
        {
            if (index >= limits.MaxDocuments)
            {
                Report(ProblemKind.TooLarge, piece.LineOffset + 1, 1, index, FormattableString.Invariant($"there are more than {limits.MaxDocuments} documents; from here on they are not read"));
                break;
            }

            foreach (var (earlier, later) in duplicates)
            {
                var (first, second) = (new SourceLocation(file, earlier.Line, earlier.Column), new SourceLocation(file, later.Line, later.Column));
                problems.Add(new ConfigProblem(
                    ProblemSeverity.Warning, second, "", "", FormattableString.Invariant($"key '{later.Text}' was given before at line {first.Line}; the value given here is in effect"))
                {
                    Kind = ProblemKind.DuplicateField,
                    Related = first,
                });
            }

            foreach (var document in documents)
            {
                ReadDocument(document, piece, revision, index++);
            }

            if (error is not null)
            {
                Report(ProblemKind.InvalidYaml, error.Line, error.Column, index++, FormattableString.Invariant($"error converting YAML to JSON: yaml: line {error.Line}: {error.Message}"));
            }
        }

        return new ParsedText(resources.DrainToImmutable(), problems.DrainToImmutable());

        void Report(ProblemKind kind, int line, int column, int at, string message) => problems.Add(new ConfigProblem(
            ProblemSeverity.Error, new SourceLocation(file, line, column), "", "", FormattableString.Invariant($"Error processing {file}[{at}]: {message}")) { Kind = kind });

        void ReadDocument(DocumentReading document, DocumentPiece piece, string revision, int at)
        {
            var (root, envelope, fault) = document;
            if (fault is not null)
            {
                Report(ProblemKind.NotAResource, fault.Node.Line, fault.Node.Column, at, "error unmarshaling JSON: " + fault.Message);
                return;
            }

            if (envelope.IsEmpty)
            {
                return;
            }

            var key = new ResourceKey(envelope.Kind, envelope.Namespace, envelope.Name);
            if (key.Kind.Length == 0 || key.Namespace.Length == 0 || key.Name.Length == 0)
            {
                Report(ProblemKind.IncompleteKey, root.Line, root.Column, at, $"key elements are empty. Extracted as {key} from\n <<<{Shown(piece.In(text))}>>>");
                return;
            }

            resources.Add(new Resource
            {
                Key = key,
                ApiVersion = envelope.ApiVersion,
                Labels = envelope.Labels,
                Annotations = envelope.Annotations,
                Spec = envelope.Spec,
                Location = new SourceLocation(file, root.Line, root.Column),
                Version = revision,
            });
        }
    }

    private static string Shown(ReadOnlySpan<char> text)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= MaxShown ? trimmed.ToString() : $"{trimmed[..MaxShown]}...";
    }
}
