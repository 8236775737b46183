using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Mixer.Generators.Adapters;
using Mixer.Generators.CodeFixes;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

public class CodeFixTests
{
    [Fact]
    public async Task Builder_WithoutInterface_GetsItWithItsMember()
    {
        var text = await FixAsync(new ImplementInterfaceFix(), "MIX2005", AdapterSources.Pager(builderBases: $"HandlerBuilder<{AdapterSources.Config}>", builderBody: ""));
        Assert.Contains("IPageHandlerBuilder", text, StringComparison.Ordinal);
        Assert.Contains("public void SetPageTypes(", text, StringComparison.Ordinal);
        await AssertClean(text);
    }

    [Fact]
    public async Task Handler_WithoutInterface_GetsItInPlaceOfIHandler()
    {
        var text = await FixAsync(new ImplementInterfaceFix(), "MIX2006", AdapterSources.Pager(handlerBases: "IHandler", handlerBody: ""));
        Assert.DoesNotContain(": IHandler\n", text, StringComparison.Ordinal);
        Assert.Contains("HandlePageAsync(", text, StringComparison.Ordinal);
        await AssertClean(text);
    }

    [Theory]
    [InlineData("[Adapter(\"pager\")]")]
    [InlineData("[Adapter(\"pager\", SupportedTemplates = [])]")]
    public async Task Template_NotDeclared_IsDeclared(string attribute)
    {
        var text = await FixAsync(new DeclareTemplateFix(), "MIX2007", AdapterSources.Pager(attribute: attribute));
        Assert.Contains("SupportedTemplates = [typeof(PageTemplate)]", text, StringComparison.Ordinal);
        await AssertClean(text);
    }

    [Theory]
    [InlineData("MIX2008", "[Adapter(\"My_Pager\", SupportedTemplates = [typeof(PageTemplate)])]", "\"my-pager\"")]
    [InlineData("MIX2004", "[Adapter(\"pager\", SupportedTemplates = [typeof(PageInstance)])]", "typeof(PageTemplate)")]
    public async Task Name_Wrong_IsReplaced(string id, string attribute, string expected)
    {
        var text = await FixAsync(new ReplaceTextFix(), id, AdapterSources.Pager(attribute: attribute));
        Assert.Contains(expected, text, StringComparison.Ordinal);
        await AssertClean(text);
    }

    private static async Task AssertClean(string text) =>
        Assert.Empty(await new TestProject().File("page.proto", TemplateTexts.Page).Source(text).DiagnosticsAsync());

    private static async Task<string> FixAsync(CodeFixProvider fix, string id, string source)
    {
        var generated = new TestProject().File("page.proto", TemplateTexts.Page).Source(source).Generate().Compilation;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Demo", LanguageNames.CSharp)
            .WithMetadataReferences(generated.References)
            .WithParseOptions(generated.SyntaxTrees.First().Options)
            .WithCompilationOptions(generated.Options);
        foreach (var tree in generated.SyntaxTrees)
        {
            project = project.AddDocument(tree.FilePath, await tree.GetTextAsync(), filePath: tree.FilePath).Project;
        }

        var document = project.Documents.Single(candidate => candidate.Name == "Code.cs");
        var analyzers = ImmutableArray.Create<DiagnosticAnalyzer>(new AdapterAnalyzer());
        var found = await (await project.GetCompilationAsync())!.WithAnalyzers(analyzers).GetAnalyzerDiagnosticsAsync();
        var actions = new List<CodeAction>();
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, found.First(diagnostic => diagnostic.Id == id), (action, _) => actions.Add(action), default));
        var operations = await Assert.Single(actions).GetOperationsAsync(default);
        var changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution.GetDocument(document.Id)!;
        return (await changed.GetTextAsync()).ToString();
    }
}
