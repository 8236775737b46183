using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Mixer.Generators.Adapters;

namespace Mixer.Generators.Tests.Support;

/// <summary>A project in memory: sources, protos and inventory, run through the generator and the analyzers.</summary>
internal sealed class TestProject
{
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);
    private static readonly string[] Known = ["netstandard", "mscorlib", "Mixer.Sdk", "Google.Protobuf", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions"];
    private static readonly ImmutableArray<MetadataReference> Framework = References(name => name.StartsWith("System.", StringComparison.Ordinal) || name == "System" || Known.Contains(name));

    private readonly List<(string Path, string Text)> _sources = [];
    private readonly List<AdditionalText> _files = [];
    private readonly List<MetadataReference> _references = [.. Framework];
    private readonly Dictionary<string, string> _fileOptions = [];
    private ImmutableDictionary<string, ReportDiagnostic> _severities = ImmutableDictionary<string, ReportDiagnostic>.Empty;
    private bool _isHost;

    public TestProject Source(string text, string path = "Code.cs")
    {
        _sources.Add((path, text));
        return this;
    }

    public TestProject File(string path, string text)
    {
        _files.Add(new TextFile("/project/" + path, text));
        return this;
    }

    public TestProject Reference(params string[] assemblies)
    {
        _references.AddRange(References(assemblies.Contains));
        return this;
    }

    public TestProject Reference(MetadataReference assembly)
    {
        _references.Add(assembly);
        return this;
    }

    public TestProject Reference(Compilation compilation)
    {
        _references.Add(compilation.ToMetadataReference());
        return this;
    }

    /// <summary>A line of .editorconfig in a section for .proto files.</summary>
    public TestProject FileOption(string key, string value)
    {
        _fileOptions[key] = value;
        return this;
    }

    /// <summary>What NoWarn, WarningsAsErrors or .globalconfig set for the compilation.</summary>
    public TestProject Severity(string id, ReportDiagnostic severity)
    {
        _severities = _severities.SetItem(id, severity);
        return this;
    }

    public TestProject Host()
    {
        _isHost = true;
        return this;
    }

    public AnalyzerConfigOptionsProvider Options => new ProjectOptions(new Dictionary<string, string>
    {
        ["build_property.RootNamespace"] = "Demo",
        ["build_property.MixerHost"] = _isHost ? "true" : "",
    }, _fileOptions);

    public IReadOnlyList<AdditionalText> Files => _files;

    public CSharpCompilation Compilation(string assemblyName = "Demo") => CSharpCompilation.Create(
        assemblyName,
        _sources.Prepend(("Usings.cs", "global using System; global using System.Linq; global using System.Collections.Generic; global using System.Threading; global using System.Threading.Tasks; global using Params = Google.Protobuf.WellKnownTypes.Duration;"))
            .Select(source => CSharpSyntaxTree.ParseText(source.Item2, ParseOptions, source.Item1)),
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, deterministic: true, specificDiagnosticOptions: _severities));

    public GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new MixerGenerator().AsSourceGenerator()],
        _files,
        ParseOptions,
        Options,
        new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public GeneratedProject Generate(string assemblyName = "Demo")
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compilation(assemblyName), out var compilation, out _);
        return new GeneratedProject(driver.GetRunResult(), compilation);
    }

    /// <summary>Ids of what the generator and the analyzers say, in order of place.</summary>
    public async Task<string[]> DiagnosticsAsync() => [.. (await FullDiagnosticsAsync()).Select(diagnostic => diagnostic.Id)];

    public async Task<Diagnostic[]> FullDiagnosticsAsync() => (await AnalyzeAsync()).Diagnostics;

    /// <summary>What the generator, the analyzers and the compiler say, of one run.</summary>
    public async Task<(Diagnostic[] Diagnostics, string[] CompilerMessages)> AnalyzeAsync(DiagnosticSeverity atLeast = DiagnosticSeverity.Warning)
    {
        var project = Generate();
        IEnumerable<Diagnostic> found = project.Result.Diagnostics;
        if (_sources.Count > 0)
        {
            var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new AdapterAnalyzer(), new AdapterCodeAnalyzer());
            found = found.Concat(await project.Compilation.WithAnalyzers(analyzers, new AnalyzerOptions([.. _files], Options)).GetAnalyzerDiagnosticsAsync());
        }

        Diagnostic[] ordered = [.. found
            .Where(diagnostic => diagnostic.Severity >= atLeast && !diagnostic.IsSuppressed)
            .OrderBy(diagnostic => diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
        return (ordered, project.CompilerMessages);
    }

    private static ImmutableArray<MetadataReference> References(Func<string, bool> filter) =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => filter(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}

/// <summary>What came of a <see cref="TestProject"/>.</summary>
internal sealed record GeneratedProject(GeneratorDriverRunResult Result, Compilation Compilation)
{
    /// <summary>What the generator says, without suggestions.</summary>
    public Diagnostic[] Diagnostics => [.. Result.Diagnostics.Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)];

    public string[] Ids => [.. Diagnostics.Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal)];

    /// <summary>Everything that the C# compiler says of the whole project, warnings included.</summary>
    public string[] CompilerMessages =>
    [
        .. Compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Where(diagnostic => diagnostic.Id != "CS1591" || diagnostic.Location.SourceTree!.FilePath.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(diagnostic => diagnostic.ToString()),
    ];

    public string Text(string hintName) =>
        Result.Results[0].GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();
}

/// <summary>Compilations as other projects see them.</summary>
internal static class CompilationExtensions
{
    /// <summary>The compiled assembly.</summary>
    public static MetadataReference EmitToReference(this Compilation compilation)
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }
}
