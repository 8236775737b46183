using System.Globalization;
using System.Text;

namespace Mixer.Runtime.Routing;

/// <summary>
/// Writes a table for operators who look up the ids of other log lines, in the form of the reference (spec 03 section 9): variety, namespace, handler, condition, instances, each level
/// in ordinal order; the id and a rule stand beside each condition. A namespace is listed with its own rules only.
/// </summary>
internal static class RoutingTableText
{
    private const int MaxLines = 20_000;

    public static string Of(long configId, RoutingTable table)
    {
        var output = new StringBuilder();
        var lines = 0;
        foreach (var line in Lines(configId, table))
        {
            if (lines++ == MaxLines)
            {
                output.Append("...\n");
                break;
            }

            output.Append(line).Append('\n');
        }

        return output.ToString();
    }

    private static IEnumerable<string> Lines(long configId, RoutingTable table)
    {
        yield return "[Routing ExpectedTable]";
        yield return "ID: " + configId.ToString(CultureInfo.InvariantCulture);
        var varieties = new (string Name, IEnumerable<string> Lines)[]
        {
            ("TEMPLATE_VARIETY_ATTRIBUTE_GENERATOR", LinesOf(table.Generators)), ("TEMPLATE_VARIETY_CHECK", LinesOf(table.Checks)),
            ("TEMPLATE_VARIETY_QUOTA", LinesOf(table.Quotas)), ("TEMPLATE_VARIETY_REPORT", LinesOf(table.Reports)),
        };
        var index = 0;
        foreach (var (name, lines) in varieties)
        {
            var isFirst = true;
            foreach (var line in lines)
            {
                if (isFirst)
                {
                    yield return Header(0, index++, name + " {V}");
                    isFirst = false;
                }

                yield return line;
            }
        }

        IEnumerable<string> LinesOf<TStep>(VarietyTable<TStep> variety)
            where TStep : Step => Namespaces(variety, table.DefaultNamespace);
    }

    private static IEnumerable<string> Namespaces<TStep>(VarietyTable<TStep> variety, string defaultNamespace)
        where TStep : Step
    {
        var segments = variety.Own.Append(KeyValuePair.Create(defaultNamespace, variety.Always))
            .Where(segment => segment.Value.Branches.Count > 0).OrderBy(segment => segment.Key, StringComparer.Ordinal);
        var index = 0;
        foreach (var (@namespace, segment) in segments)
        {
            yield return Header(1, index++, @namespace + " {NS}");
            var handlers = segment.Branches.SelectMany(branch => branch.Steps.Select(step => (Branch: branch, Step: step)))
                .GroupBy(entry => entry.Step.Destination.Handler.Name, StringComparer.Ordinal).OrderBy(handler => handler.Key, StringComparer.Ordinal);
            var handlerIndex = 0;
            foreach (var handler in handlers)
            {
                yield return Header(2, handlerIndex++, handler.Key + " {H}");
                foreach (var line in handler.GroupBy(entry => entry.Branch, entry => entry.Step).OrderBy(group => group.Key.Text, StringComparer.Ordinal).SelectMany(Group))
                {
                    yield return line;
                }
            }
        }
    }

    private static IEnumerable<string> Group<TStep>(IGrouping<Branch<TStep>, TStep> group, int index)
        where TStep : Step
    {
        var branch = group.Key;
        yield return Header(3, index, string.Create(CultureInfo.InvariantCulture, $"id='{branch.Id}', rule='{branch.Rule}'"));
        yield return new string(' ', 8) + "Condition: " + (branch.Text.Length == 0 ? "<NONE>" : branch.Text);
        var instances = group.Select(step => step.Instance).Order(StringComparer.Ordinal).Select((instance, number) => Header(4, number, instance + " {I}"));
        foreach (var line in instances)
        {
            yield return line;
        }
    }

    private static string Header(int level, int index, string text) => string.Create(CultureInfo.InvariantCulture, $"{new string(' ', level * 2)}[#{index}] {text}");
}
