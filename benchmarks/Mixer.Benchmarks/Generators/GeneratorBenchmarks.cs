using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Mixer.Benchmarks.Generators;

/// <summary>
/// What the generator adds to a build (a full run, warm: the compiler process lives on between builds) and to a keystroke (an incremental run after
/// an edit in unrelated C#, or in one proto).
/// </summary>
public class GeneratorBenchmarks
{
    private GeneratorProject _project = null!;
    private GeneratorDriver _ran = null!;
    private Compilation _edited = null!;
    private GeneratorDriver _changedProto = null!;

    /// <summary>The 12 templates that come with Mixer, or 200 made of them.</summary>
    [Params(12, 200)]
    public int Templates { get; set; }

    /// <summary>Runs once, so that what follows is warm.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _project = GeneratorProject.Create(Templates);
        _ran = _project.Driver.RunGenerators(_project.Compilation);
        _edited = _project.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { void M() { } }"));
        _changedProto = _ran.ReplaceAdditionalText(_project.First, _project.FirstChanged);
    }

    /// <summary>Everything: parsed, bound, emitted, checked.</summary>
    [Benchmark]
    public GeneratorDriver FullRun() => _project.Driver.RunGenerators(_project.Compilation);

    /// <summary>A class was added that has nothing to do with templates.</summary>
    [Benchmark]
    public GeneratorDriver UnrelatedEdit() => _ran.RunGenerators(_edited);

    /// <summary>A field was added to one template.</summary>
    [Benchmark]
    public GeneratorDriver OneProtoEdited() => _changedProto.RunGenerators(_project.Compilation);
}
