using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>What an edit re-runs.</summary>
public class IncrementalityTests
{
    private const string Second = "second.proto";

    private static readonly string SecondText = TemplateTexts.Template("message Template { string a = 1; }", package: "second");

    private static TestProject Project() => new TestProject()
        .File("page.proto", TemplateTexts.Page)
        .File(Second, SecondText)
        .File("inventory.yaml", "templates:\n  - page.proto\n  - second.proto\n")
        .Source(AdapterSources.Pager());

    [Fact]
    public void Run_Twice_EverythingIsCached()
    {
        var project = Project();
        var driver = project.Driver().RunGenerators(project.Compilation());
        var steps = Reasons(driver.RunGenerators(project.Compilation().Clone()));
        Assert.All(steps, step => Assert.True(step.Reasons.All(IsReused), step.ToString()));
    }

    [Fact]
    public void Edit_UnrelatedSource_RerunsNothing()
    {
        var project = Project();
        var compilation = project.Compilation();
        var driver = project.Driver().RunGenerators(compilation);
        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { }", (CSharpParseOptions)compilation.SyntaxTrees[0].Options));
        var result = driver.RunGenerators(edited);
        Assert.All(Reasons(result), step => Assert.True(step.Reasons.All(IsReused), step.ToString()));
        Assert.All(Outputs(result), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_CommentInAProto_ReparsesThatFileAlone_AndBindsNothingNew()
    {
        var result = EditSecond(SecondText + "// trailing remark\n");
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Of(result, StepNames.ParseProto));
        Assert.All(Of(result, StepNames.TemplateModel), reason => Assert.True(IsReused(reason)));
        Assert.All(Outputs(result), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_FieldOfAProto_RenewsThatTemplateAlone()
    {
        var result = EditSecond(SecondText.Replace("string a", "string b", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Of(result, StepNames.ParseProto));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Of(result, StepNames.TemplateModel));
        Assert.All(Of(result, StepNames.ParseAdapter), reason => Assert.True(IsReused(reason)));
        Assert.All(Of(result, StepNames.InventoryDiagnostics), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_Inventory_RerunsNoTemplate()
    {
        var project = Project();
        var driver = project.Driver().RunGenerators(project.Compilation());
        var inventory = project.Files.Single(file => file.Path.EndsWith(".yaml", StringComparison.Ordinal));
        driver = driver.ReplaceAdditionalText(inventory, new TextFile(inventory.Path, "templates:\n  - page.proto\n"));
        var result = driver.RunGenerators(project.Compilation());
        Assert.Equal([IncrementalStepRunReason.Modified], Of(result, StepNames.ParseInventory));
        Assert.All(Of(result, StepNames.ParseProto), reason => Assert.True(IsReused(reason)));
        Assert.All(Of(result, StepNames.TemplateModel), reason => Assert.True(IsReused(reason)));
        Assert.Equal("MIX3004", Assert.Single(result.GetRunResult().Diagnostics, diagnostic => diagnostic.Severity > DiagnosticSeverity.Info).Id);
    }

    [Fact]
    public void Edit_BodyOfAnAdapter_LeavesItsRegistration()
    {
        var project = Project();
        var compilation = project.Compilation();
        var driver = project.Driver().RunGenerators(compilation);
        var tree = compilation.SyntaxTrees.Single(candidate => candidate.FilePath == "Code.cs");
        var edited = tree.GetText().ToString().Replace("=> default", "=> new()", StringComparison.Ordinal);
        var result = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited, (CSharpParseOptions)tree.Options, tree.FilePath)));
        Assert.All(Of(result, StepNames.ParseAdapter), reason => Assert.True(IsReused(reason)));
        Assert.All(Outputs(result), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_OfCommentThatDocuments_RenewsTheContractsAlone()
    {
        var result = EditSecond(SecondText.Replace("string a", "\n// What it is.\nstring a", StringComparison.Ordinal));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Of(result, StepNames.TemplateModel));
        Assert.All(Of(result, StepNames.ParseAdapter), reason => Assert.True(IsReused(reason)));
        Assert.All(Of(result, StepNames.HostEntries), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_ThatChangesDiagnosticsAlone_EmitsNothingNew()
    {
        // A missing syntax line is an error; the template is as it was.
        var result = EditSecond(SecondText.Replace("syntax = \"proto3\";", "syntax = \"proto2\";", StringComparison.Ordinal));
        Assert.Contains(IncrementalStepRunReason.Modified, Of(result, StepNames.TemplateDiagnostics));
        Assert.All(Of(result, StepNames.TemplateModel), reason => Assert.True(IsReused(reason)));
        Assert.Equal("MIX1003", Assert.Single(result.GetRunResult().Diagnostics, diagnostic => diagnostic.Severity > DiagnosticSeverity.Info).Id);
    }

    [Fact]
    public void Edit_ThatChangesTheRealModel_IsNoticed()
    {
        var result = EditSecond(SecondText.Replace("TEMPLATE_VARIETY_REPORT", "TEMPLATE_VARIETY_CHECK", StringComparison.Ordinal));
        var sources = result.GetRunResult().Results[0].GeneratedSources;
        Assert.Contains(sources, source => source.HintName == "second.g.cs" && source.SourceText.ToString().Contains("ValueTask<global::Mixer.Sdk.CheckResult>", StringComparison.Ordinal));
    }

    [Fact]
    public void Edit_OfAnOptionFile_ReadsSeveritiesAlone()
    {
        var project = Project();
        var driver = project.Driver().RunGenerators(project.Compilation());
        var result = driver.WithUpdatedAnalyzerConfigOptions(project.Options).RunGenerators(project.Compilation());
        Assert.All(Of(result, StepNames.ParseProto), reason => Assert.True(IsReused(reason)));
        Assert.All(Outputs(result), reason => Assert.True(IsReused(reason)));
    }

    [Fact]
    public void Edit_OfWhatIsToldInSource_ReportsAtTheNewPlace()
    {
        var project = new TestProject().File("page.proto", TemplateTexts.Page).File("inventory.yaml", "templates:\n  - page.proto\n").Source(AdapterSources.Pager(handlerBody: ""));
        var compilation = project.Compilation();
        var driver = project.Driver().RunGenerators(compilation);
        var unrelated = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated { }", (CSharpParseOptions)compilation.SyntaxTrees[0].Options)));
        Assert.All(Of(unrelated, StepNames.ImplementationDiagnostics), reason => Assert.True(IsReused(reason)));
        var tree = compilation.SyntaxTrees.Single(candidate => candidate.FilePath == "Code.cs");
        var edited = CSharpSyntaxTree.ParseText("// A line more.\n" + tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath);
        var result = driver.RunGenerators(compilation.ReplaceSyntaxTree(tree, edited));
        Assert.Contains(IncrementalStepRunReason.Modified, Of(result, StepNames.ImplementationDiagnostics));
        var diagnostic = Assert.Single(result.GetRunResult().Diagnostics, diagnostic => diagnostic.Id == "MIX2019");
        Assert.Equal("PagerHandler", edited.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Same(edited, diagnostic.Location.SourceTree);
    }

    private static GeneratorDriver EditSecond(string text)
    {
        var project = Project();
        var driver = project.Driver().RunGenerators(project.Compilation());
        var file = project.Files.Single(candidate => candidate.Path.EndsWith(Second, StringComparison.Ordinal));
        return driver.ReplaceAdditionalText(file, new TextFile(file.Path, text)).RunGenerators(project.Compilation());
    }

    private static bool IsReused(IncrementalStepRunReason reason) => reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    private static IEnumerable<IncrementalStepRunReason> Of(GeneratorDriver driver, string step) =>
        Reasons(driver).Single(candidate => candidate.Name == step).Reasons.Order();

    private static IEnumerable<IncrementalStepRunReason> Outputs(GeneratorDriver driver) =>
        driver.GetRunResult().Results[0].TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason);

    private static IEnumerable<StepReasons> Reasons(GeneratorDriver driver)
    {
        // What is told in C# runs only where something is wrong, see Edit_OfWhatIsToldInSource.
        var names = typeof(StepNames).GetFields().Select(field => field.Name).ToHashSet();
        var tracked = driver.GetRunResult().Results[0].TrackedSteps.Where(step => names.Contains(step.Key)).ToList();
        Assert.Empty(names.Except(tracked.Select(step => step.Key)).Except([StepNames.ParseImplementation, StepNames.ImplementationDiagnostics]));
        return tracked.Select(step => new StepReasons(step.Key, [.. step.Value.SelectMany(run => run.Outputs).Select(output => output.Reason)]));
    }

    private sealed record StepReasons(string Name, IncrementalStepRunReason[] Reasons)
    {
        public override string ToString() => Name + ": " + string.Join(", ", Reasons);
    }
}
