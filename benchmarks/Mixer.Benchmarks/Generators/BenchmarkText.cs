using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Mixer.Benchmarks.Generators;

/// <summary>An additional file in memory.</summary>
internal sealed class BenchmarkText(string path, string text) : AdditionalText
{
    private readonly SourceText _source = SourceText.From(text);

    public string Text => text;

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _source;
}
