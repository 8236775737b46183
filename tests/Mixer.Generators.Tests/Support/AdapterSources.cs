namespace Mixer.Generators.Tests.Support;

/// <summary>Adapters as their authors write them; <c>Empty</c> of Google's well-known types stands for the configuration message.</summary>
internal static class AdapterSources
{
    public const string Config = "Google.Protobuf.WellKnownTypes.Duration";

    public static string Pager(
        string attribute = "[Adapter(\"pager\", Description = \"Pages \\\"somebody\\\"\", SupportedTemplates = [typeof(PageTemplate)])]",
        string builderBases = $"HandlerBuilder<{Config}>, IPageHandlerBuilder",
        string builderBody = "public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) { }",
        string build = "new(new PagerHandler())",
        string handlerBases = "IPageHandler",
        string handlerBody = "public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation) => default;",
        string names = "Pager") =>
        $$"""
        using Mixer.Sdk;
        using Mixer.Templates;
        namespace Demo
        {
            {{attribute}}
            public sealed class {{names}}Adapter : {{builderBases}}
            {
                {{builderBody}}
                public override ValueTask<IHandler> BuildAsync({{Config}} config, AdapterEnvironment environment, CancellationToken cancellation) => {{build}};
            }

            public sealed class {{names}}Handler : {{handlerBases}}
            {
                {{handlerBody}}
                public ValueTask DisposeAsync() => default;
            }
        }
        namespace Mixer.Templates { }
        """;
}
