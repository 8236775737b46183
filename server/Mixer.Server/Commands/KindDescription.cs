using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Server.Commands;

/// <summary>An adapter or a template as an operator needs to know it.</summary>
/// <param name="Name">The kind of its resources.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Templates">Of an adapter: the templates whose instances it takes.</param>
/// <param name="Fields">What goes into the <c>spec</c> of a resource.</param>
internal sealed record KindDescription(string Name, string Summary, IReadOnlyList<string> Templates, IReadOnlyList<FieldDescription> Fields)
{
    public static KindDescription Of(AdapterInfo adapter) =>
        new(
            adapter.Name,
            adapter.Description,
            [.. adapter.SupportedTemplates.Select(template => template.Name).Order(StringComparer.Ordinal)],
            FieldDescription.Of(adapter.ConfigDescriptor, []));

    public static KindDescription Of(TemplateInfo template) =>
        new(
            template.Name,
            template.Variety switch
            {
                TemplateVariety.Check => "dispatched with each Check",
                TemplateVariety.CheckWithOutput => "dispatched with each Check; produces attributes",
                TemplateVariety.Report => "dispatched with each Report",
                TemplateVariety.Quota => "dispatched for each quota of a Check",
                _ => "produces attributes before Check and Report",
            },
            [],
            FieldDescription.Of(template.Schema, []));

    public string ToText()
    {
        List<string> lines = [$"{Name}: {Summary}"];
        if (Templates.Count > 0)
        {
            lines.Add("  takes: " + string.Join(", ", Templates));
        }

        lines.Add(Fields.Count == 0 ? "  spec: nothing to configure" : "  spec:");
        lines.AddRange(Fields.SelectMany(field => field.Lines(2)));
        return string.Join('\n', lines) + "\n";
    }
}
