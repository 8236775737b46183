using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>What a text says.</summary>
/// <param name="Resources">The resources in it, in order; a key may occur twice.</param>
/// <param name="Problems">What could not be used.</param>
internal sealed record ParsedText(ImmutableArray<Resource> Resources, ImmutableArray<ConfigProblem> Problems);

/// <summary>Reads resources from the text of a file: any number of YAML documents, each judged by itself.</summary>
internal static class ResourceText
{
    /// <summary>Reads <paramref name="text"/>; <paramref name="file"/> is only for messages.</summary>
    public static ParsedText Parse(string file, string text, YamlLimits limits)
    {
        var resources = ImmutableArray.CreateBuilder<Resource>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        var index = 0;
        foreach (var piece in DocumentSplitter.Split(text))
        {
            var documents = new List<ConfigNode>();
            var error = YamlReader.Read(piece.Text, piece.LineOffset, limits, documents);
            foreach (var document in documents)
            {
                ReadDocument(document, piece, index++);
            }

            if (error is not null)
            {
                Report(error.Line, error.Column, index++, FormattableString.Invariant($"error converting YAML to JSON: yaml: line {error.Line}: {error.Message}"));
            }
        }

        return new ParsedText(resources.DrainToImmutable(), problems.DrainToImmutable());

        void Report(int line, int column, int at, string message) => problems.Add(new ConfigProblem(
            ProblemSeverity.Error, new SourceLocation(file, line, column), "", "", FormattableString.Invariant($"Error processing {file}[{at}]: {message}")));

        void ReadDocument(ConfigNode document, DocumentPiece piece, int at)
        {
            if (document.IsNull)
            {
                return;
            }

            var envelope = new ResourceEnvelope();
            if (envelope.Read(document) is { } fault)
            {
                Report(fault.Node.Line, fault.Node.Column, at, "error unmarshaling JSON: " + fault.Message);
                return;
            }

            if (envelope.IsEmpty)
            {
                return;
            }

            var key = new ResourceKey(envelope.Kind, envelope.Namespace, envelope.Name);
            if (key.Kind.Length == 0 || key.Namespace.Length == 0 || key.Name.Length == 0)
            {
                Report(document.Line, document.Column, at, $"key elements are empty. Extracted as {key} from\n <<<{piece.Text.Trim()}>>>");
                return;
            }

            resources.Add(new Resource
            {
                Key = key,
                ApiVersion = envelope.ApiVersion,
                Labels = envelope.Labels,
                Annotations = envelope.Annotations,
                Spec = envelope.Spec,
                Location = new SourceLocation(file, document.Line, document.Column),
                Version = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(piece.Text.Trim()))),
            });
        }
    }
}
