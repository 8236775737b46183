using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mixer.Generators;

namespace Mixer.Benchmarks.Generators;

/// <summary>A project with templates, an inventory and an adapter, ready for the generator.</summary>
internal sealed record GeneratorProject(CSharpCompilation Compilation, GeneratorDriver Driver, AdditionalText First, AdditionalText FirstChanged)
{
    private const string Adapter = """
        using System.Collections.Generic; using System.Threading; using System.Threading.Tasks; using Mixer.Sdk;
        [Adapter("mine", SupportedTemplates = [typeof(Demo.QuotaTemplate)])]
        public sealed class Mine : HandlerBuilder<Google.Protobuf.WellKnownTypes.Duration>, Demo.IQuotaHandlerBuilder
        {
            public void SetQuotaTypes(IReadOnlyDictionary<string, Demo.QuotaType> types) { }
            public override ValueTask<IHandler> BuildAsync(Google.Protobuf.WellKnownTypes.Duration config, AdapterEnvironment environment, CancellationToken cancellation) => new(new Handler());
        }
        public sealed class Handler : Demo.IQuotaHandler
        {
            public ValueTask<QuotaResult> HandleQuotaAsync(Demo.QuotaInstance instance, QuotaArgs args, CancellationToken cancellation) => default;
            public ValueTask DisposeAsync() => default;
        }
        """;

    /// <summary>The bundled templates, repeated under other names until there are <paramref name="count"/>.</summary>
    public static GeneratorProject Create(int count)
    {
        var root = typeof(GeneratorProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!;
        var bundled = Directory.GetFiles(Path.Combine(root, "templates"), "*.proto").Order(StringComparer.Ordinal).ToArray();
        var files = Enumerable.Range(0, count).Select(index => Copy(bundled[index % bundled.Length], index / bundled.Length)).ToList();
        var inventory = "templates:\n" + string.Concat(files.Select(file => $"  - {Path.GetFileName(file.Path)}\n"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Mixer.Templates", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Demo", [CSharpSyntaxTree.ParseText(Adapter, path: "Mine.cs")], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var driver = CSharpGeneratorDriver.Create([new MixerGenerator().AsSourceGenerator()], [.. files, new BenchmarkText("/p/inventory.yaml", inventory)]);
        var changed = files[0].Text.Replace("message Template {", "message Template {\n  string added = 999;", StringComparison.Ordinal);
        return new GeneratorProject(compilation, driver, files[0], new BenchmarkText(files[0].Path, changed));
    }

    private static BenchmarkText Copy(string path, int round)
    {
        var text = File.ReadAllText(path);
        var name = Path.GetFileNameWithoutExtension(path);
        if (round > 0)
        {
            // Names of templates are letters only.
            var suffix = new string((char)('a' + (round % 26)), 1 + (round / 26));
            var package = text.IndexOf("\npackage ", StringComparison.Ordinal);
            text = text.Insert(text.IndexOf(';', package), suffix);
            name += suffix;
        }

        return new BenchmarkText($"/p/{name}.proto", text);
    }
}
