using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Mixer.Generators.Adapters;
using Mixer.Generators.CodeFixes;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>
/// What the editor offers. The test library also applies each fix to a whole document, project and solution, and refuses a fix whose outcome does
/// not compile.
/// </summary>
public class CodeFixTests
{
    private const string Types = "public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) { }";
    private const string Handles = "public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;";
    private const string Attribute = "Adapter(\"pager\", SupportedTemplates = [typeof(PageTemplate)])";
    private const string BuilderStub = "/// <inheritdoc/>\n    public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) => throw new NotImplementedException();";
    private const string HandlerStub = "/// <inheritdoc/>\n    public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => throw new NotImplementedException();";

    [Fact]
    public Task Builder_WithoutInterface_GetsItWithItsMember() => VerifyAsync<AdapterAnalyzer, ImplementInterfaceFix>(
        Source(type: "{|MIX2005:Pager|}", bases: "HandlerBuilder<Params>", types: ""),
        Source(types: "", tail: BuilderStub));

    [Fact]
    public Task Handler_WithoutInterface_GetsItInPlaceOfIHandler() => VerifyAsync<AdapterAnalyzer, ImplementInterfaceFix>(
        Source(handler: "{|MIX2006:PagerHandler|} : IHandler", handles: ""),
        Source(handles: "", handlerTail: HandlerStub));

    [Fact]
    public Task Template_ImplementedNowhere_CanBeRemoved() => VerifyAsync<AdapterAnalyzer, RemoveTemplateFix>(
        Source(type: "{|MIX2005:Pager|}", bases: "HandlerBuilder<Params>", handler: "PagerHandler : IPageHandler"),
        Source(attribute: "{|MIX2007:Adapter(\"pager\", SupportedTemplates = [])|}", bases: "HandlerBuilder<Params>"));

    [Theory]
    [InlineData("Adapter(\"pager\")", Attribute)]
    [InlineData("Adapter(\"pager\", SupportedTemplates = [])", Attribute)]
    [InlineData("Adapter(\"pager\", Description = \"d\")", "Adapter(\"pager\", Description = \"d\", SupportedTemplates = [typeof(PageTemplate)])")]
    public Task Template_NotDeclared_IsDeclared(string attribute, string expected) => VerifyAsync<AdapterAnalyzer, DeclareTemplateFix>(
        Source(attribute: "{|MIX2007:" + attribute + "|}"), Source(attribute: expected));

    [Fact]
    public Task Template_Unknown_IsReplacedByTheNearest() => VerifyAsync<AdapterAnalyzer, ReplaceTextFix>(
        Source(attribute: "Adapter(\"pager\", SupportedTemplates = [{|MIX2004:typeof(PageInstance)|}])"), Source());

    [Fact]
    public Task Name_Bad_IsReplaced() => VerifyAsync<AdapterAnalyzer, ReplaceTextFix>(
        Source(attribute: Attribute.Replace("\"pager\"", "{|MIX2008:\"My_Pager\"|}", StringComparison.Ordinal)),
        Source(attribute: Attribute.Replace("\"pager\"", "\"my-pager\"", StringComparison.Ordinal)));

    [Fact]
    public Task Field_Unknown_IsReplacedEverywhere() => VerifyAsync<AdapterCodeAnalyzer, ReplaceTextFix>(
        Source(types: Types + "\n    public override void Validate(Params config, ConfigErrors errors) { errors.Add({|MIX2010:\"secondz\"|}, \"a\"); errors.Add({|MIX2010:\"nano\"|}, \"b\"); }"),
        Source(types: Types + "\n    public override void Validate(Params config, ConfigErrors errors) { errors.Add(\"seconds\", \"a\"); errors.Add(\"nanos\", \"b\"); }"));

    [Fact]
    public Task Result_NeverCached_GetsAValidity() => VerifyAsync<AdapterCodeAnalyzer, ReplaceTextFix>(
        Body("var result = new CheckResult(new Status(StatusCode.NotFound), {|MIX2015:default|}, 1);"),
        Body("var result = new CheckResult(new Status(StatusCode.NotFound), global::Mixer.Sdk.Values.Duration.FromSeconds(5), 1);"));

    [Fact]
    public Task Constructor_Missing_IsAdded() => VerifyAsync<AdapterAnalyzer, AddMemberFix>(
        Source(type: "{|MIX2003:Pager|}", types: "public Pager(int size) { }\n    " + Types),
        Source(types: "/// <summary>Makes a builder for one handler.</summary>\n    public Pager()\n    {\n    }\n\n    public Pager(int size) { }\n    " + Types));

    [Fact]
    public Task Attribute_Missing_IsAdded() => VerifyAsync<AdapterAnalyzer, AddMemberFix>(
        Source(type: "{|MIX2021:Pager|}").Replace("[" + Attribute + "]\n", "", StringComparison.Ordinal),
        Source(attribute: "{|MIX2007:Adapter(\"pager\")|}"));

    [Fact]
    public Task Base_Missing_IsAdded() => VerifyAsync<AdapterAnalyzer, AddMemberFix>(
        "using Demo;\nusing Mixer.Sdk;\n\nnamespace Acme;\n\n[Adapter(\"pager\")]\npublic sealed class {|MIX2002:Pager|}\n{\n}\n",
        "using Demo;\nusing Mixer.Sdk;\n\nnamespace Acme;\n\n[Adapter(\"pager\")]\npublic sealed class Pager : HandlerBuilder<Params>\n{\n    /// <inheritdoc/>\n"
        + "    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) => throw new NotImplementedException();\n}\n");

    [Theory]
    [InlineData("{|MIX2011:Task.Run(() => Flush())|};", "environment.ScheduleDaemon(\"Flush\", {|MIX2013:cancellation => { Flush(); return Task.CompletedTask; }|});")]
    [InlineData("{|MIX2011:Task.Run(Flush)|};", "environment.ScheduleDaemon(\"Flush\", {|MIX2013:cancellation => { Flush(); return Task.CompletedTask; }|});")]
    [InlineData("{|MIX2011:Task.Run(FlushAsync)|};", "environment.ScheduleDaemon(\"FlushAsync\", {|MIX2013:cancellation => FlushAsync()|});")]
    [InlineData("_ = {|MIX2011:FlushAsync()|};", "environment.ScheduleDaemon(\"FlushAsync\", {|MIX2013:async cancellation => await FlushAsync()|});")]
    [InlineData("{|MIX2011:new Thread(Flush)|}.Start();", "environment.ScheduleDaemon(\"Flush\", {|MIX2013:cancellation => { Flush(); return Task.CompletedTask; }|});")]
    [InlineData("{|MIX2011:ThreadPool.QueueUserWorkItem(_ => { Flush(); })|};", "environment.ScheduleDaemon(\"work\", {|MIX2013:cancellation => { Flush(); return Task.CompletedTask; }|});")]
    public Task Concurrency_Raw_IsScheduled(string statement, string expected) => VerifyAsync<AdapterCodeAnalyzer, ScheduleFix>(Body(statement), Body(expected));

    [Fact]
    public Task Concurrency_RawInAsyncMethod_IsAwaitedWork() => VerifyAsync<AdapterCodeAnalyzer, ScheduleFix>(
        Source(types: Types, build: AsyncBuild("{|MIX2011:Task.Run(() => Console.Out.Flush())|};")),
        Source(types: Types, build: AsyncBuild("await environment.ScheduleWorkAsync(cancellation => { Console.Out.Flush(); return Task.CompletedTask; });")));

    [Fact]
    public Task Logging_Foreign_GoesToTheLogger() => VerifyAsync<AdapterCodeAnalyzer, UseLoggerFix>(
        Body("{|MIX2012:Console.WriteLine(\"built\")|}; {|MIX2012:Console.WriteLine(config)|};"),
        Body("environment.Logger.LogInformation(\"built\"); environment.Logger.LogInformation(\"{Message}\", config);")
            .Replace("using Mixer.Sdk;\n", "using Mixer.Sdk;\nusing Microsoft.Extensions.Logging;\n", StringComparison.Ordinal));

    [Fact]
    public Task Daemon_IgnoringItsToken_PassesIt() => VerifyAsync<AdapterCodeAnalyzer, PassTokenFix>(
        Body("environment.ScheduleDaemon(\"d\", {|MIX2013:async token => await Task.Delay(1000)|});"),
        Body("environment.ScheduleDaemon(\"d\", async token => await Task.Delay(1000, token));"));

    private static string Body(string statement) => Source(
        types: Types + "\n    private static void Flush() { }\n    private static Task FlushAsync() => Task.CompletedTask;",
        build: $"public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)\n    {{\n        {statement}\n        return new(new PagerHandler());\n    }}");

    private static string AsyncBuild(string statement) =>
        $"public override async ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken stopping)\n    {{\n        {statement}\n        return new PagerHandler();\n    }}";

    private static string Source(
        string attribute = Attribute,
        string type = "Pager",
        string bases = "HandlerBuilder<Params>, IPageHandlerBuilder",
        string types = Types,
        string build = "public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) => new(new PagerHandler());",
        string tail = "",
        string handler = "PagerHandler : IPageHandler",
        string handles = Handles,
        string handlerTail = "") =>
        "using Demo;\nusing Mixer.Sdk;\n\nnamespace Acme;\n\n"
        + $"[{attribute}]\npublic sealed class {type} : {bases}\n{{\n{Line(types)}    {build}\n{Tail(tail)}}}\n\n"
        + $"public sealed class {handler}\n{{\n{Line(handles)}    public ValueTask DisposeAsync() => default;\n{Tail(handlerTail)}}}\n";

    private static string Line(string text) => text.Length == 0 ? "" : $"    {text}\n";

    private static string Tail(string text) => text.Length == 0 ? "" : $"\n    {text}\n";

    private static Task VerifyAsync<TAnalyzer, TFix>(string source, string expected)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new() => new Test<TAnalyzer, TFix>(source, expected).RunAsync(default);

    private sealed class Test<TAnalyzer, TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TFix : CodeFixProvider, new()
    {
        public Test(string source, string expected)
        {
            var project = new TestProject().File("page.proto", TemplateTexts.Page);
            ReferenceAssemblies = new ReferenceAssemblies("net10.0");
            TestState.AdditionalReferences.AddRange(project.Compilation().References);
            TestState.Sources.Add(("/0/Code.cs", source));
            FixedState.Sources.Add(("/0/Code.cs", expected));
            foreach (var state in new[] { TestState, FixedState })
            {
                state.MarkupHandling = MarkupMode.Allow;
                foreach (var tree in project.Generate().Compilation.SyntaxTrees)
                {
                    state.Sources.Add(("/0/" + Path.GetFileName(tree.FilePath), tree.ToString()));
                }

                // What a real project has of its generator: the assembly says that it has adapters.
                state.Sources.Add(("/0/Marker.cs", "[assembly: Mixer.Sdk.CodeGeneration.MixerAdapter(typeof(object))]"));
            }

            CompilerDiagnostics = CompilerDiagnostics.Errors;

            // MIX2006 is told at the handler, which the check of its adapter finds.
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        }

        protected override ParseOptions CreateParseOptions() => new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14);
    }
}
