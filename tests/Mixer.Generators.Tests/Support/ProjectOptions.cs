using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mixer.Generators.Tests.Support;

/// <summary>What MSBuild would tell the generator.</summary>
/// <param name="values">Properties of the project.</param>
/// <param name="files">What .editorconfig says of additional files.</param>
internal sealed class ProjectOptions(IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> files) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(files);

    private sealed class Options(IReadOnlyDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value) =>
            values.TryGetValue(key, out value);
    }
}
