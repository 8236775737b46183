using System.Globalization;
using Mixer.Expressions.Explaining;
using Mixer.Runtime.Dispatching;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>Writes an explanation for people: rules that apply first in each namespace as the router takes them, each with its reason.</summary>
public static class ExplanationText
{
    private const string Indent = "             ";

    /// <summary>Writes <paramref name="call"/> to <paramref name="output"/>, lines ended by a line feed.</summary>
    public static void Write(CallExplanation call, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(output);
        var from = call.NamespaceFrom.Length == 0 ? "the reporter's kind leaves none" : "from " + call.NamespaceFrom;
        Line(output, string.Create(CultureInfo.InvariantCulture, $"configuration {call.ConfigId}, namespace '{call.Namespace}' ({from})"));
        foreach (var notice in call.Notices)
        {
            Line(output, "note: " + notice);
        }

        foreach (var rule in call.Rules)
        {
            Line(output, "");
            Write(rule, output);
        }

        if (call.OmittedRules > 0)
        {
            Line(output, "");
            Line(output, string.Create(CultureInfo.InvariantCulture, $"{call.OmittedRules} more rules do not apply"));
        }

        Line(output, "");
        Line(output, call.Handlers.Count == 0 ? "no handler would be called" : "handlers that would be called: " + string.Join(", ", call.Handlers));
    }

    /// <summary>Writes <paramref name="trial"/>, the verdict last.</summary>
    public static void Write(CallTrial trial, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(trial);
        Write(trial.Explanation, output);
        var (status, duration, uses) = trial.Verdict;
        Line(output, trial.Error is not null
            ? "no verdict: " + trial.Error
            : $"verdict: {StatusText.Of(status.Code)} {status.Message}".TrimEnd() + string.Create(CultureInfo.InvariantCulture, $", valid for {duration} and {uses} uses"));
        Line(output, "it depends on: " + string.Join(", ", trial.Referenced));
    }

    private static void Write(RuleExplanation rule, TextWriter output)
    {
        var outcome = rule.Outcome switch
        {
            RuleOutcome.Matched => "MATCHED",
            RuleOutcome.NotMatched => "not matched",
            RuleOutcome.Failed => "failed",
            RuleOutcome.Refused => "refused",
            RuleOutcome.Blocked => "DENIES",
            _ => "skipped",
        };
        Line(output, outcome.PadRight(Indent.Length) + rule.Name + "  " + rule.Location);
        if (rule.Match.Length > 0)
        {
            Line(output, Indent + "match: " + rule.Match + (rule.IndexedBy is null ? "" : $"  (found by {rule.IndexedBy})"));
        }

        if (rule.Reason is not null)
        {
            Line(output, Indent + "because " + rule.Reason);
        }

        foreach (var part in rule.Condition?.Parts ?? [])
        {
            Line(output, Indent + "because " + Describe(part));
        }

        if (rule.Condition is { OmittedParts: > 0 } condition)
        {
            Line(output, Indent + string.Create(CultureInfo.InvariantCulture, $"and {condition.OmittedParts} parts like these"));
        }

        foreach (var problem in rule.Problems)
        {
            Line(output, Indent + problem);
        }

        foreach (var action in rule.Actions)
        {
            Write(action, output);
        }

        foreach (var header in rule.HeaderOperations)
        {
            Write(header, output);
        }
    }

    private static void Write(HeaderExplanation header, TextWriter output)
    {
        Line(output, Indent + header.Title);
        foreach (var value in header.Values)
        {
            Line(output, $"{Indent}  {value.Expression} = {Describe(value)}");
        }
    }

    private static void Write(ActionExplanation action, TextWriter output)
    {
        var index = action.Index.ToString(CultureInfo.InvariantCulture);
        Line(output, $"{Indent}action {index}: {action.Handler} ({action.Adapter}){(action.Skipped is null ? "" : " is not called: " + action.Skipped)}");
        foreach (var instance in action.Instances)
        {
            Line(output, $"{Indent}  {instance.Name} ({instance.Template}, {VarietyNames.Of(instance.Variety)}){(instance.Error is null ? "" : " cannot be built: " + instance.Error)}");
            foreach (var field in instance.Fields)
            {
                Line(output, $"{Indent}    {field.Path}: {field.Expression} = {Describe(field)}");
            }
        }
    }

    private static string Describe(FieldExplanation field) =>
        field.Error is not null ? "fails: " + field.Error : field.Value.IsNone ? "set when the adapter answers" : Quote(field.Value);

    private static string Describe(DecidingPart part)
    {
        var inputs = string.Join(", ", part.Inputs.Select(input => $"{input.Text} is {(input.Value.IsNone ? "absent" : Quote(input.Value))}"));
        var outcome = part.Outcome is { } value ? value ? "is true" : "is false" : "fails (" + part.Error + ")";
        return part.Text + " " + outcome + (inputs.Length == 0 ? "" : ": " + inputs);
    }

    // What comes from a call must not be taken for a line of ours.
    private static string Quote(in AttributeValue value)
    {
        var text = value.ToString().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);
        return value.Kind == AttributeKind.String ? "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"" : text;
    }

    private static void Line(TextWriter output, string text) => output.Write(text + "\n");
}
