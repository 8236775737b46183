using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.ControlZ.Views;
using Mixer.Expressions.Explaining;
using Mixer.Runtime;
using Mixer.Runtime.Explaining;
using Mixer.Runtime.Reloading;

namespace Mixer.Server.Introspection;

/// <summary>Explanations of calls, as the console shows them. Thread-safe.</summary>
internal sealed class ExplainViews(MixerRuntime runtime, string defaultNamespace, Places places)
{
    private static readonly ExplainQuery Query = new();

    /// <summary>What the rules do with a call that somebody thought of.</summary>
    public ExplainView Explain(ExplainRequest request)
    {
        var state = runtime.State;
        List<string> faults = [];
        var attributes = AttributeReader.Read(request.Attributes, state.Snapshot.Vocabulary, faults);
        return ViewOf(ExplainerOf(state).Explain(attributes, Query), faults, new ValueText(isMasked: false));
    }

    /// <summary>What the rules do with a recorded call (of a report, with its first set).</summary>
    public (ExplainView View, IReadOnlyList<TextAndValue> Attributes) Explain(RecentCall call, bool isMasked)
    {
        var state = runtime.State;
        var bag = new AttributeBag(state.Snapshot.Vocabulary);
        List<string> faults = [];
        if (call.Message.Length == 0)
        {
            faults.Add("the request was empty or too large to keep: it is explained as if it had no attributes");
        }
        else if (Fill(call, bag) is { } fault)
        {
            faults.Add(fault);
        }

        var text = new ValueText(isMasked);
        var explanation = ExplainerOf(state).Explain(bag, Query);
        return (ViewOf(explanation, faults, text), [.. explanation.Attributes.Select(entry => new TextAndValue(entry.Key, text.Of(entry.Value)))]);
    }

    private static string? Fill(RecentCall call, AttributeBag bag)
    {
        if (call.IsReport)
        {
            return !ReportRequestFrame.TryParse(call.Message, out var report, out var malformed) ? malformed
                : report.Count == 0 || report.TryApply(0, bag, out var invalid) ? null
                : invalid;
        }

        if (!CheckRequestFrame.TryParse(call.Message, out var check, out var error))
        {
            return error;
        }

        check.FillBag(bag);
        return null;
    }

    private CallExplainer ExplainerOf(RuntimeState state) => new(state.Snapshot, state.Handlers, defaultNamespace);

    private ExplainView ViewOf(CallExplanation call, List<string> faults, ValueText text) =>
        new(
            call.ConfigId,
            call.Namespace,
            call.NamespaceFrom,
            [.. faults, .. call.Notices],
            [.. call.Rules.Select(rule => ViewOf(rule, text))],
            call.OmittedRules);

    private RuleVerdict ViewOf(RuleExplanation rule, ValueText text)
    {
        var parts = rule.Condition?.Parts ?? [];
        return new RuleVerdict(
            rule.Name,
            rule.Outcome switch
            {
                RuleOutcome.Matched => "matched",
                RuleOutcome.Failed => "failed",
                RuleOutcome.OtherNamespace => "other-namespace",
                RuleOutcome.Refused => "refused",
                RuleOutcome.Blocked => "denies",
                _ => "not-matched",
            },
            rule.Match,
            places.Text(rule.Location),
            [.. ReasonsOf(rule, parts), .. rule.HeaderOperations.Select(header => Describe(header, text))],
            [.. parts.SelectMany(part => part.Inputs).DistinctBy(input => input.Text).Select(input => new TextAndValue(input.Text, text.Of(input.Value)))],
            [.. rule.Actions.Select(action => ViewOf(action, text))]);
    }

    private static IEnumerable<string> ReasonsOf(RuleExplanation rule, IReadOnlyList<DecidingPart> parts)
    {
        if (rule.Reason is not null)
        {
            yield return rule.Reason;
        }

        foreach (var part in parts)
        {
            yield return $"{part.Text} {(part.Outcome is { } value ? value ? "is true" : "is false" : "fails: " + part.Error)}";
        }

        foreach (var problem in rule.Problems)
        {
            yield return problem.Describe();
        }
    }

    private static string Describe(HeaderExplanation header, ValueText text) =>
        (header.Title + " " + string.Join(", ", header.Values.Select(value => value.Error ?? (value.Value.IsNone ? value.Expression : text.Of(value.Value))))).TrimEnd();

    private static ActionVerdict ViewOf(ActionExplanation action, ValueText text) =>
        new(
            action.Handler,
            action.Adapter,
            action.Skipped,
            [
                .. action.Instances.Select(instance => new InstanceVerdict(
                    instance.Name,
                    instance.Template,
                    instance.Error,
                    [.. instance.Fields.Select(field => new TextAndValue(field.Path, field.Error ?? (field.Value.IsNone ? field.Expression : text.Of(field.Value))))])),
            ]);
}
