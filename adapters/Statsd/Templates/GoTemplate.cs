using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>
/// A text template in the syntax that operators of the reference write (spec 06 section 1.5): fields, pipelines, if, with, range, variables,
/// comments, trim markers, and the common functions. Immutable; any thread.
/// </summary>
internal sealed class GoTemplate
{
    private readonly string _name;
    private readonly ImmutableArray<TemplateNode> _nodes;
    private readonly (string Text, string? Field)[]? _plain;

    private GoTemplate(string name, ImmutableArray<TemplateNode> nodes)
    {
        _name = name;
        _nodes = nodes;
        _plain = Plain(nodes);
    }

    /// <summary>Parses <paramref name="source"/>.</summary>
    /// <param name="name">Name for errors.</param>
    /// <param name="source">The template.</param>
    /// <param name="template">The template.</param>
    /// <param name="fault">What is wrong with it: <c>template: name:1: unclosed action</c>; otherwise empty.</param>
    public static bool TryParse(string name, string source, [NotNullWhen(true)] out GoTemplate? template, out string fault)
    {
        try
        {
            template = new GoTemplate(name, new TemplateParser(new TemplateLexer(source).Read()).Parse());
            fault = "";
            return true;
        }
        catch (TemplateFault found)
        {
            template = null;
            fault = "template: " + name + ":" + found.Message;
            return false;
        }
    }

    /// <summary>Executes the template over <paramref name="values"/>, which are its dot.</summary>
    public bool TryExecute(IReadOnlyDictionary<string, AttributeValue> values, out string text, out string fault)
    {
        fault = "";
        if (_plain is not null)
        {
            text = ExecutePlain(_plain, values);
            return true;
        }

        try
        {
            text = TemplateExecutor.Execute(_nodes, values);
            return true;
        }
        catch (TemplateFault found)
        {
            text = "";
            fault = "template: " + _name + ": executing: " + found.Message;
            return false;
        }
    }

    // Most templates are text and fields only; those run without boxing.
    private static (string Text, string? Field)[]? Plain(ImmutableArray<TemplateNode> nodes)
    {
        var plain = new List<(string, string?)>();
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    plain.Add((text.Text, null));
                    break;
                case ActionNode { Pipe: { Variables.IsEmpty: true, Commands: [[FieldOperand { Target: DotOperand } field]] } }:
                    plain.Add(("", field.Name));
                    break;
                default:
                    return null;
            }
        }

        return [.. plain];
    }

    private static string ExecutePlain((string Text, string? Field)[] parts, IReadOnlyDictionary<string, AttributeValue> values)
    {
        var output = new StringBuilder();
        foreach (var (text, field) in parts)
        {
            output.Append(
                field is null ? text
                : values.TryGetValue(field, out var value) ? GoText.Of(value)
                : "<no value>");
        }

        return output.ToString();
    }
}
