using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>Mistakes in adapters.</summary>
internal static class AdapterCases
{
    public static IEnumerable<DiagnosticCase> All =>
    [
        Code("MIX2001", Adapter(name: "[|\"pager\"|]"), Adapter(name: "\"beeper\"")) with { Beside = [Page, ("A.cs", Adapter(type: "First"))] },
        Code("MIX2002", Adapter(type: "[|Pager|]", bases: "IPageHandlerBuilder", build: Build.Replace("override ", "", StringComparison.Ordinal) + Plain), Adapter()),
        Code("MIX2002", Adapter(type: "[|Pager|]").Replace("sealed class", "abstract class", StringComparison.Ordinal), Adapter()),
        Code("MIX2003", Adapter(type: "[|Pager|]", members: "public Pager(int size) => Console.Out.Flush();\n    " + SetTypes), Adapter(members: "public Pager() { }\n    " + SetTypes)),
        Code("MIX2004", Adapter(templates: "[|typeof(PageInstance)|]"), Adapter()),
        Code("MIX2005", Adapter(type: "[|Pager|]", bases: "HandlerBuilder<Params>"), Adapter()),
        Code("MIX2006", Adapter(handler: "[|PagerHandler|] : IHandler"), Adapter()),
        Code("MIX2007", Adapter().Replace("[Adapter(\"pager\", SupportedTemplates = [typeof(PageTemplate)])]", "[[|Adapter(\"pager\")|]]", StringComparison.Ordinal), Adapter()),
        Code("MIX2008", Adapter(name: "[|\"My_Pager\"|]"), Adapter(name: "\"my-pager\"")),
        Code("MIX2010", Validating("errors.Add([|\"secondz\"|], \"must be positive\");"), Validating("errors.Add(\"seconds\", \"must be positive\");")),
        Body("MIX2011", "[|Task.Run(() => Flush())|];", "environment.ScheduleDaemon(\"flush\", token => Task.Run(Flush, token));".Replace("Task.Run(Flush, token)", "Task.Delay(1000, token)", StringComparison.Ordinal)),
        Body("MIX2011", "var timer = [|new Timer(_ => Flush())|];", "environment.ScheduleDaemon(\"flush\", async token => { using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), environment.Time); while (await timer.WaitForNextTickAsync(token)) { Flush(); } });"),
        Body("MIX2011", "[|new Thread(Flush)|].Start();", "environment.ScheduleDaemon(\"flush\", token => Task.Delay(1000, token));"),
        Body("MIX2011", "[|ThreadPool.QueueUserWorkItem(_ => Flush())|];", "Flush();"),
        Body("MIX2011", "[|Task.Factory.StartNew(Flush)|];", "Flush();"),
        Body("MIX2011", "[|Parallel.For(0, 2, _ => Flush())|];", "Flush();"),
        Body("MIX2011", "_ = [|FlushAsync()|];", "_ = environment.ScheduleWorkAsync(_ => FlushAsync());"),
        Body("MIX2011", "[|FlushAsync()|];", "var pending = FlushAsync();"),
        Body("MIX2011", "using var timer = [|environment.Time.CreateTimer(_ => Flush(), null, TimeSpan.Zero, TimeSpan.Zero)|];", "using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), environment.Time);"),
        Body("MIX2012", "[|Console.WriteLine(\"built\")|];", "environment.Logger.Log(Microsoft.Extensions.Logging.LogLevel.Information, 0, \"built\", null, (text, _) => text);"),
        Body("MIX2012", "[|System.Diagnostics.Trace.WriteLine(\"built\")|];", "using var output = Console.OpenStandardOutput();"),
        Body("MIX2013", "environment.ScheduleDaemon(\"flush\", [|async token => await FlushAsync()|]);", "environment.ScheduleDaemon(\"flush\", async token => await Task.Delay(1000, token));"),
        Body("MIX2015", "var result = new CheckResult(new Status(StatusCode.NotFound), [|default|], 1);", "var result = new CheckResult(new Status(StatusCode.NotFound), Mixer.Sdk.Values.Duration.FromSeconds(5), 1);"),
        Body("MIX2015", "var result = new CheckResult(Status.Ok, Mixer.Sdk.Values.Duration.FromSeconds(5), [|0|]);", "var result = new CheckResult(Status.Ok, default, 0);"),
        new("MIX2016", "config.proto", "syntax = \"proto3\";\npackage acme.pager;\nmessage Parameters { }\n[||]", "syntax = \"proto3\";\npackage acme.pager;\nmessage Params { }\n"),
        Code("MIX2018", Adapter(type: "[|Pager|]", members: ""), Adapter()),
        Code("MIX2019", Adapter(handler: "[|PagerHandler|] : IPageHandler", handles: ""), Adapter()),
        Code("MIX2019", Adapter(handler: "[|PagerHandler|] : IPageHandler", handles: Handles.Replace("HandlePage", "HandlePages", StringComparison.Ordinal)), Adapter()),
        Code("MIX2020", Adapter(name: "[|\"page\"|]"), Adapter(name: "\"pages\"")),
        Code("MIX2020", Adapter(name: "[|\"rule\"|]"), Adapter(name: "\"rules\"")),
        Code("MIX2021", Adapter(type: "[|Pager|]").Replace("[Adapter(\"pager\", SupportedTemplates = [typeof(PageTemplate)])]\n", "", StringComparison.Ordinal), Adapter()),
    ];

    public static (string Path, string Text) Page => ("page.proto", TemplateTexts.Page);

    private static string SetTypes => "public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) { }";

    private static string Handles => "public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;";

    private static string Build => "public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) => new(new PagerHandler());";

    private static string Plain => "\n    public Google.Protobuf.IMessage CreateDefaultConfig() => new Params();\n    public void Validate(Google.Protobuf.IMessage config, ConfigErrors errors) { }\n"
        + "    public ValueTask<IHandler> BuildAsync(Google.Protobuf.IMessage config, AdapterEnvironment environment, CancellationToken cancellation) => default;";

    private static string Adapter(
        string name = "\"pager\"",
        string templates = "typeof(PageTemplate)",
        string type = "Pager",
        string bases = "HandlerBuilder<Params>, IPageHandlerBuilder",
        string? members = null,
        string? build = null,
        string handler = "PagerHandler : IPageHandler",
        string? handles = null)
    {
        var other = type is "First";
        handler = other ? "FirstHandler : IPageHandler" : handler;
        build = (build ?? Build).Replace("new PagerHandler()", other ? "new FirstHandler()" : "new PagerHandler()", StringComparison.Ordinal);
        return $$"""
            using Demo;
            using Mixer.Sdk;

            namespace Acme;

            [Adapter({{name}}, SupportedTemplates = [{{templates}}])]
            public sealed class {{type}} : {{bases}}
            {
                {{members ?? SetTypes}}
                {{build}}
            }

            public sealed class {{handler}}
            {
                {{handles ?? Handles}}
                public ValueTask DisposeAsync() => default;
            }
            """.Replace("\r", "", StringComparison.Ordinal) + "\n";
    }

    private static string Validating(string statement) =>
        Adapter(members: SetTypes + $"\n    public override void Validate(Params config, ConfigErrors errors)\n    {{\n        {statement}\n    }}\n");

    private static string WithBody(string statement) => Adapter(
        members: SetTypes + "\n    private static void Flush() { }\n    private static Task FlushAsync() => Task.CompletedTask;",
        build: $"public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)\n    {{\n        {statement}\n        return new(new PagerHandler());\n    }}");

    private static DiagnosticCase Body(string id, string wrong, string right) => Code(id, WithBody(wrong), WithBody(right));

    private static DiagnosticCase Code(string id, string wrong, string right) => new(id, "Code.cs", wrong, right) { Beside = [Page] };
}
