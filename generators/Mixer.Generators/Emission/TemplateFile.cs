using System.Globalization;
using System.Reflection;
using Scriban;
using Scriban.Runtime;

namespace Mixer.Generators.Emission;

/// <summary>The embedded Scriban templates, each parsed once.</summary>
internal sealed class TemplateFile
{
    private readonly Template _template;

    private TemplateFile(string name)
    {
        using var stream = typeof(TemplateFile).GetTypeInfo().Assembly.GetManifestResourceStream(name + ".scriban")
            ?? throw new InvalidOperationException($"The generator was built without its template {name}.");
        using var reader = new StreamReader(stream);
        _template = Template.Parse(reader.ReadToEnd().Replace("\r", ""), name);
        if (_template.HasErrors)
        {
            throw new InvalidOperationException(_template.Messages.ToString());
        }
    }

    public static TemplateFile Header { get; } = new("Header");

    public static TemplateFile Marker { get; } = new("Marker");

    public static TemplateFile Instance { get; } = new("Instance");

    public static TemplateFile Type { get; } = new("Type");

    public static TemplateFile Handler { get; } = new("Handler");

    public static TemplateFile Output { get; } = new("Output");

    public static TemplateFile Builder { get; } = new("Builder");

    public static TemplateFile Info { get; } = new("Info");

    public static TemplateFile Adapter { get; } = new("Adapter");

    public static TemplateFile Registry { get; } = new("Registry");

    private static TemplateFile Check { get; } = new("Check");

    private static TemplateFile CheckWithOutput { get; } = new("CheckWithOutput");

    private static TemplateFile Quota { get; } = new("Quota");

    private static TemplateFile Report { get; } = new("Report");

    private static TemplateFile AttributeGenerator { get; } = new("AttributeGenerator");

    /// <summary>The template of what calls handlers of a variety.</summary>
    public static TemplateFile Action(string variety) => variety switch
    {
        "Check" => Check,
        "CheckWithOutput" => CheckWithOutput,
        "Quota" => Quota,
        "Report" => Report,
        _ => AttributeGenerator,
    };

    /// <summary>Renders with the given values; members keep their C# names.</summary>
    public string Render(params (string Name, object? Value)[] values)
    {
        var globals = new ScriptObject();
        foreach (var (name, value) in values)
        {
            globals.SetValue(name, value, readOnly: true);
        }

        globals.Import("docs", new Func<string, IEnumerable<string>, string>(Docs));
        var context = new TemplateContext
        {
            MemberRenamer = member => member.Name,
            LoopLimit = 0,
            StrictVariables = true,
            NewLine = "\n",
        };
        context.PushCulture(CultureInfo.InvariantCulture);
        context.PushGlobal(globals);
        return _template.Render(context);
    }

    private static string Docs(string indent, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count == 1
            ? $"{indent}/// <summary>{all[0]}</summary>"
            : $"{indent}/// <summary>\n{string.Concat(all.Select(line => $"{indent}/// {line}".TrimEnd() + "\n"))}{indent}/// </summary>";
    }
}
