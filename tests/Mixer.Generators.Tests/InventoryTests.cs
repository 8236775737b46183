using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

public class InventoryTests
{
    private static readonly string NewTemplate = TemplateTexts.Template("message Template { string who = 1; }", "CHECK", "greeting");

    [Fact]
    public void NewTemplate_ProtoAndInventoryLine_GiveContractsThatCompile()
    {
        var handler = """
            public sealed class Greeter : Demo.IGreetingHandler
            {
                public ValueTask<Mixer.Sdk.CheckResult> HandleGreetingAsync(Demo.GreetingInstance instance, CancellationToken cancellation) =>
                    new(new Mixer.Sdk.CheckResult(instance.Who == "me" ? default : new Mixer.Sdk.Status(Mixer.Sdk.StatusCode.PermissionDenied), default, Demo.GreetingTemplate.Name.Length));
                public ValueTask DisposeAsync() => default;
            }
            """;
        var project = new TestProject()
            .File("page.proto", TemplateTexts.Page)
            .File("greeting.proto", NewTemplate)
            .File("inventory.yaml", "# All.\ntemplates:\n  - page.proto\n  - \"greeting.proto\" # new\n")
            .Source(handler)
            .Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void NewTemplate_WithoutInventoryLine_IsTold()
    {
        var project = new TestProject().File("page.proto", TemplateTexts.Page).File("greeting.proto", NewTemplate).File("inventory.yaml", "templates:\n  - page.proto\n").Generate();
        var diagnostic = Assert.Single(project.Diagnostics);
        Assert.Equal("MIX3004", diagnostic.Id);
        Assert.Contains("add the line '  - greeting.proto'", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("/project/greeting.proto", diagnostic.Location.GetLineSpan().Path);
    }

    [Theory]
    [InlineData("templates:\n  - page.proto\n  - missing.proto\n", "MIX3001", 3, 5)]
    [InlineData("templates:\n  - Page.proto\n", "MIX3001", 2, 5)]
    [InlineData("templates:\n  - page.proto\n  what: ever\n", "MIX3005", 3, 3)]
    public void Inventory_Mistake_IsToldAtItsLine(string inventory, string id, int line, int column)
    {
        var diagnostic = Assert.Single(new TestProject().File("page.proto", TemplateTexts.Page).File("inventory.yaml", inventory).Generate().Diagnostics);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal((id, line, column), (diagnostic.Id, place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
        Assert.Equal("/project/inventory.yaml", place.Path);
    }

    [Fact]
    public void Inventory_InAFolder_CountsFromThere() =>
        Assert.Empty(new TestProject().File("t/sub/page.proto", TemplateTexts.Page).File("t/inventory.yaml", "templates:\n  - sub/page.proto\n").Generate().Ids);

    [Fact]
    public void Host_FindsTemplatesAndAdaptersOfReferencedAssemblies_InOrder()
    {
        var project = new TestProject().Reference("Mixer.Templates", "FirstAdapter").Host().Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.CompilerMessages);
        var text = project.Text("MixerInventory.g.cs");
        var order = new[] { "ApiKeyTemplate", "KubernetesTemplate", "FirstAdapter.PageTemplate", "QuotaTemplate", "TraceSpanTemplate", "PagerAdapterRegistration" };
        Assert.Equal(order.Order(Comparer<string>.Create((left, right) => text.IndexOf(left, StringComparison.Ordinal) - text.IndexOf(right, StringComparison.Ordinal))), order);
        Assert.All(order, name => Assert.Contains(name + ".Info,", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Host_NamesUsedInTwoAssemblies_AreTold()
    {
        var other = new TestProject().File("page.proto", TemplateTexts.Page).Source(AdapterSources.Pager()).Generate("Other");
        var project = new TestProject().Reference("FirstAdapter").Reference(other.Compilation).Host().Generate();
        Assert.Equal(["MIX3006", "MIX3007"], project.Ids);
        Assert.Contains("FirstAdapter and in Other", project.Diagnostics[0].GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void Host_WithoutTheAssemblyOfASupportedTemplate_IsTold()
    {
        var adapter = new TestProject().Reference("Mixer.Templates").Source(AdapterSources.Pager(
            attribute: "[Adapter(\"pager\", SupportedTemplates = [typeof(MetricTemplate)])]",
            builderBases: $"HandlerBuilder<{AdapterSources.Config}>, IMetricHandlerBuilder",
            builderBody: "public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) { }",
            handlerBases: "IMetricHandler",
            handlerBody: "public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation) => default;")).Generate("Other");
        Assert.Empty(adapter.CompilerMessages);
        var reference = adapter.Compilation.EmitToReference();
        var diagnostic = Assert.Single(new TestProject().Reference(reference).Host().Generate().Diagnostics);
        Assert.Equal("MIX3002", diagnostic.Id);
        Assert.Equal("The adapter 'pager' supports MetricTemplate, which is in the assembly Mixer.Templates; reference that assembly too, or the adapter never gets such instances", diagnostic.GetMessage(null));
        Assert.Empty(new TestProject().Reference("Mixer.Templates").Reference(reference).Host().Generate().Ids);
    }

    [Fact]
    public void NoHost_NoRegistry() =>
        Assert.Empty(new TestProject().Reference("Mixer.Templates").Generate().Result.GeneratedTrees);
}
