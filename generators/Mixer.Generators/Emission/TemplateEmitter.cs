using System.Text;
using Mixer.Generators.Templates;

namespace Mixer.Generators.Emission;

/// <summary>Writes the C# of one template: what adapter authors see, and what the host runs.</summary>
internal static class TemplateEmitter
{
    /// <summary>Marker, instance, types, output and interfaces.</summary>
    public static string EmitContracts(TemplateModel template, string rootNamespace)
    {
        var text = new StringBuilder(TemplateFile.Header.Render(("source", template.FileName)));
        text.Append(TemplateFile.Marker.Render(("ns", rootNamespace), ("t", template)));
        foreach (var message in template.Messages)
        {
            text.Append(TemplateFile.Instance.Render(("ns", rootNamespace), ("m", message)));
            if (!template.IsAttributeGenerator)
            {
                text.Append(TemplateFile.Type.Render(("ns", rootNamespace), ("m", message)));
            }
        }

        if (template.Output is { } output)
        {
            text.Append(TemplateFile.Output.Render(("ns", rootNamespace), ("o", output)));
        }

        return text.Append(TemplateFile.Handler.Render(("ns", rootNamespace), ("t", template))).ToString();
    }

    /// <summary>Schemas, instance builders and the TemplateInfo.</summary>
    public static string EmitRuntime(TemplateModel template, string rootNamespace)
    {
        var text = new StringBuilder(TemplateFile.Header.Render(("source", template.FileName)));
        foreach (var message in template.Messages)
        {
            text.Append(TemplateFile.Builder.Render(("ns", rootNamespace), ("m", message), ("isGenerator", template.IsAttributeGenerator)));
        }

        if (!template.IsKnown)
        {
            return text.ToString();
        }

        text.Append(TemplateFile.Info.Render(("ns", rootNamespace), ("t", template)));
        return text.Append(TemplateFile.Action(template.Variety).Render(("t", template))).ToString();
    }
}
