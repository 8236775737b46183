using Microsoft.CodeAnalysis;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

public class AdapterDiagnosticsTests
{
    private const string Attribute = "[Adapter(\"pager\", SupportedTemplates = [typeof(PageTemplate)])]";

    private static TestProject Project(string source) => new TestProject().File("page.proto", TemplateTexts.Page).Source(source);

    [Fact]
    public async Task Adapter_ThatKeepsItsDeclaration_GivesNothing()
    {
        var project = Project(AdapterSources.Pager());
        Assert.Empty(await project.DiagnosticsAsync());
        Assert.Empty(project.Generate().CompilerMessages);
    }

    [Fact]
    public async Task Builder_WithoutInterface_IsToldAtTheClass() =>
        await AssertOne(Project(AdapterSources.Pager(builderBases: $"HandlerBuilder<{AdapterSources.Config}>")), "MIX2005", "PagerAdapter", "must implement IPageHandlerBuilder");

    [Fact]
    public async Task Handler_WithoutInterface_IsToldAtTheClass() =>
        await AssertOne(Project(AdapterSources.Pager(handlerBases: "IHandler")), "MIX2006", "PagerHandler", "must implement IPageHandler");

    [Theory]
    [InlineData("new ValueTask<IHandler>(new PagerHandler())")]
    [InlineData("ValueTask.FromResult<IHandler>(new PagerHandler())")]
    [InlineData("config.Nanos > 0 ? new(new PagerHandler()) : throw new InvalidOperationException()")]
    [InlineData("new(Make())")]
    [InlineData("new(config.Nanos switch { 0 => (IHandler)new PagerHandler(), _ => new PagerHandler() })")]
    public async Task Handler_WithoutInterface_IsFoundHoweverItIsReturned(string build) =>
        await AssertOne(
            Project(AdapterSources.Pager(
                handlerBases: "IHandler",
                build: build,
                builderBody: "public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) { }\nprivate static PagerHandler Make() => new();")),
            "MIX2006", "PagerHandler", "must implement IPageHandler");

    [Fact]
    public async Task Handler_WithoutInterface_IsFoundThroughLocalsAndAwait()
    {
        var source = AdapterSources.Pager(handlerBases: "IHandler").Replace("public override ValueTask<IHandler>", "public override async ValueTask<IHandler>", StringComparison.Ordinal)
            .Replace("=> new(new PagerHandler());", "{ await Task.Yield(); IHandler made = new PagerHandler(); return made; }", StringComparison.Ordinal);
        await AssertOne(Project(source), "MIX2006", "PagerHandler", "IPageHandler");
    }

    [Fact]
    public async Task Builder_WithoutMethod_IsToldAtTheClassWithTheLineToAdd() =>
        await AssertOne(Project(AdapterSources.Pager(builderBody: "")), "MIX2018", "PagerAdapter", "add: public void SetPageTypes(IReadOnlyDictionary<string, PageType> types)");

    [Theory]
    [InlineData("")]
    [InlineData("public ValueTask HandlePagesAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;")]
    [InlineData("public ValueTask HandlePageAsync(PageInstance instance, CancellationToken cancellation) => default;")]
    [InlineData("internal ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;")]
    public async Task Handler_WithoutMethod_IsToldAtTheClassWithTheLineToAdd(string body) =>
        await AssertOne(
            Project(AdapterSources.Pager(handlerBody: body)), "MIX2019", "PagerHandler",
            "add: public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation)");

    [Fact]
    public async Task Handler_WithExplicitImplementation_IsFine() =>
        Assert.Empty(await Project(AdapterSources.Pager(handlerBody: "ValueTask IPageHandler.HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;")).DiagnosticsAsync());

    [Fact]
    public async Task Handler_OfAReferencedTemplate_WithoutMethod_IsToldToo()
    {
        var source = AdapterSources.Pager(
            attribute: "[Adapter(\"pager\", SupportedTemplates = [typeof(MetricTemplate)])]",
            builderBases: $"HandlerBuilder<{AdapterSources.Config}>, IMetricHandlerBuilder",
            builderBody: "public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) { }",
            handlerBases: "IMetricHandler",
            handlerBody: "");
        await AssertOne(new TestProject().Reference("Mixer.Templates").Source(source), "MIX2019", "PagerHandler", "HandleMetricAsync(IReadOnlyList<MetricInstance> instances");
    }

    [Fact]
    public async Task Names_UsedTwice_SecondIsTold()
    {
        var second = AdapterSources.Pager(names: "Other").Replace("namespace Mixer.Templates { }", "", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await Project(AdapterSources.Pager()).Source(second, "Second.cs").FullDiagnosticsAsync());
        Assert.Equal("MIX2001", diagnostic.Id);
        Assert.Equal("Second.cs", diagnostic.Location.GetLineSpan().Path);
    }

    [Theory]
    [InlineData("Pager", "pager")]
    [InlineData("my_pager", "my-pager")]
    [InlineData("9pager-", "pager")]
    [InlineData("", "myadapter")]
    public async Task Name_NoLabel_IsTold(string name, string proposal) =>
        await AssertOne(Project(AdapterSources.Pager(attribute: Attribute.Replace("pager", name, StringComparison.Ordinal))), "MIX2008", $"\"{name}\"", $"'{proposal}'");

    [Fact]
    public async Task Adapter_NoHandlerBuilder_IsTold()
    {
        var project = Project($"using Mixer.Sdk; namespace Demo {{ {Attribute} public sealed class Lonely; }}");
        await AssertOne(project, "MIX2002", "Lonely", "HandlerBuilder<Params>");
    }

    [Fact]
    public async Task Adapter_WithoutParameterlessConstructor_IsTold()
    {
        var body = "public PagerAdapter(int a) { } public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) { }";
        await AssertOne(Project(AdapterSources.Pager(builderBody: body)), "MIX2003", "PagerAdapter", "without parameters");
    }

    [Fact]
    public async Task SupportedTemplates_NoMarker_IsToldWithTheNearestTemplate()
    {
        var source = AdapterSources.Pager(attribute: "[Adapter(\"pager\", SupportedTemplates = [typeof(PageTemplate), typeof(PageInstance)])]");
        await AssertOne(Project(source), "MIX2004", "typeof(PageInstance)", "did you mean 'PageTemplate'");
    }

    [Fact]
    public async Task Template_ImplementedButNotDeclared_IsToldOnce()
    {
        var project = Project(AdapterSources.Pager(attribute: "[Adapter(\"pager\")]"));
        Assert.Equal(["MIX2007"], await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("Task.Run(() => { });", "MIX2011")]
    [InlineData("new Thread(() => { }).Start();", "MIX2011")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { });", "MIX2011")]
    [InlineData("new Timer(_ => { }).Dispose();", "MIX2011")]
    [InlineData("Task.Factory.StartNew(() => { });", "MIX2011")]
    [InlineData("Console.WriteLine();", "MIX2012")]
    [InlineData("System.Diagnostics.Trace.WriteLine(1);", "MIX2012")]
    [InlineData("environment.ScheduleDaemon(\"d\", async token => await Task.Yield());", "MIX2013")]
    [InlineData("new ConfigErrors().Add(\"nanoz\", \"bad\");", "MIX2010")]
    public async Task Code_AgainstTheRules_IsToldAtTheCall(string call, string id)
    {
        var source = AdapterSources.Pager().Replace("=> new(new PagerHandler());", $"{{ {call} return new(new PagerHandler()); }}", StringComparison.Ordinal);
        Assert.Equal([id], await Project(source).DiagnosticsAsync());
    }

    [Theory]
    [InlineData("environment.ScheduleDaemon(\"d\", async token => await Task.Delay(1, token));")]
    [InlineData("new ConfigErrors().Add(\"nanos\", \"bad\");")]
    [InlineData("new ConfigErrors().Add(\"seconds[2].a\", \"bad\");")]
    [InlineData("using var output = Console.OpenStandardOutput();")]
    [InlineData("Task.CompletedTask.GetAwaiter();")]
    public async Task Code_WithinTheRules_GivesNothing(string call)
    {
        var source = AdapterSources.Pager().Replace("=> new(new PagerHandler());", $"{{ {call} return new(new PagerHandler()); }}", StringComparison.Ordinal);
        Assert.Empty(await Project(source).DiagnosticsAsync());
    }

    [Fact]
    public async Task Code_InAnAssemblyWithoutAdapters_IsLeftAlone() =>
        Assert.Empty(await Project("class C { void M() => System.Threading.Tasks.Task.Run(() => { }); }").DiagnosticsAsync());

    [Fact]
    public async Task ConfigProto_WithoutParams_IsTold()
    {
        var project = new TestProject().File("config.proto", "syntax = \"proto3\";\npackage a;\nmessage Parameters { }\n");
        Assert.Equal(["MIX2016"], await project.DiagnosticsAsync());
        Assert.Empty(await new TestProject().File("config.proto", "syntax = \"proto3\"; package a; message Params { }").DiagnosticsAsync());
    }

    private static async Task AssertOne(TestProject project, string id, string at, string text)
    {
        var diagnostic = Assert.Single(await project.FullDiagnosticsAsync());
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(text, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(at, Text(project, diagnostic.Location));
        Assert.EndsWith($"docs/diagnostics/{id}.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    private static string Text(TestProject project, Location location) =>
        project.Compilation().SyntaxTrees.Single(tree => tree.FilePath == location.GetLineSpan().Path).GetText().ToString(location.SourceSpan);
}
