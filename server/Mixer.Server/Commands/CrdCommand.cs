using Mixer.CommandLine;

namespace Mixer.Server.Commands;

/// <summary><c>mixs crd</c>: prints the CustomResourceDefinitions of all kinds (spec 07 section 9).</summary>
internal static class CrdCommand
{
    public static Command Create(TextWriter output, ServerInventory inventory) =>
        new("crd", "CRDs (CustomResourceDefinition) available in Mixer")
        {
            Children =
            [
                Printing("all", "List all CRDs", output, () => Core().Concat(Adapters(inventory)).Concat(Instances(inventory))),
                Printing("adapter", "List CRDs for available adapters", output, () => Adapters(inventory)),
                Printing("instance", "List CRDs for available instance kinds (mesh functions)", output, () => Instances(inventory)),
            ],
        };

    private static Command Printing(string name, string summary, TextWriter output, Func<IEnumerable<Definition>> definitions) =>
        new(name, summary)
        {
            Run = async () =>
            {
                foreach (var definition in definitions())
                {
                    await output.WriteLineAsync(definition.ToYaml());
                }

                return 0;
            },
        };

    private static IEnumerable<Definition> Core() =>
        [new("rule", "istio.io.mixer", "core"), new("attributemanifest", "istio.io.mixer", "core")];

    private static IEnumerable<Definition> Adapters(ServerInventory inventory) => inventory.Adapters.Select(adapter => new Definition(adapter.Name, adapter.Name, "mixer-adapter"));

    private static IEnumerable<Definition> Instances(ServerInventory inventory) =>
        inventory.Templates.OrderBy(template => template.Name, StringComparer.Ordinal).Select(template => new Definition(template.Name, template.Package, "mixer-instance"));

    private sealed record Definition(string Kind, string Package, string Label)
    {
        public string ToYaml() =>
            $"""
            kind: CustomResourceDefinition
            apiVersion: apiextensions.k8s.io/v1beta1
            metadata:
              name: {Plural}.config.istio.io
              labels:
                package: {Package}
                istio: {Label}
            spec:
              group: config.istio.io
              names:
                kind: {Kind}
                plural: {Plural}
                singular: {Kind}
                categories:
                - istio-io
                - policy-istio-io
              scope: Namespaced
              version: v1alpha2
            ---

            """;

        private string Plural => Kind[^1] switch
        {
            's' or 'x' => Kind + "es",
            'y' => Kind[..^1] + "ies",
            _ => Kind + "s",
        };
    }
}
