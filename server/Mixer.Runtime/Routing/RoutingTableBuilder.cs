using Microsoft.Extensions.Logging;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Runtime.Handlers;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>Turns the rules of a snapshot into the table that calls are routed by. One builder a snapshot.</summary>
internal sealed class RoutingTableBuilder(ConfigSnapshot snapshot, HandlerTable handlers, string defaultNamespace, RuntimeMetrics metrics, ILogger log)
{
    private readonly Dictionary<(string Namespace, string Handler, string Template), Destination> _destinations = [];
    private readonly Dictionary<(string Handler, string Instance), object?> _actions = [];
    private readonly List<(string Namespace, CompiledExpression? Condition, RuleGuard Guard)> _guards = [];
    private int _lastId;
    private int _order;

    public RoutingTable Build()
    {
        var checks = new VarietyBuilder<CheckStep>(snapshot.Vocabulary, NextId);
        var quotas = new VarietyBuilder<QuotaStep>(snapshot.Vocabulary, NextId);
        var reports = new VarietyBuilder<ReportStep>(snapshot.Vocabulary, NextId);
        var generators = new VarietyBuilder<GeneratorStep>(snapshot.Vocabulary, NextId);
        var directives = new VarietyBuilder<DirectiveStep>(snapshot.Vocabulary, NextId);
        var hasDirectives = false;
        var (matchErrors, unsatisfied) = (0, 0);
        foreach (var rule in snapshot.Rules)
        {
            if (MatchError(rule) is { } error)
            {
                matchErrors++;
                RuntimeLog.MatchNotCompiled(log, error, rule.Name, rule.Match);
                Guard(rule, null, "its condition is not in effect");
                continue;
            }

            string? fault = null;
            var outputs = new List<(ActionOutput Output, OutputCheckStep Step)>();
            foreach (var action in rule.Actions)
            {
                if (!handlers.TryGet(action.Handler.Name, out var handler))
                {
                    unsatisfied++;
                    RuntimeLog.HandlerNotFound(log, rule.Name, action.Index, action.Handler.Name);
                    fault ??= $"its handler {action.Handler.Name} is not in effect";
                    continue;
                }

                unsatisfied += action.Instances.All(instance => handlers.CanTake(handler, instance)) ? 0 : 1;
                foreach (var instance in action.Instances)
                {
                    if (!handlers.CanTake(handler, instance))
                    {
                        RuntimeLog.InstanceNotTaken(log, rule.Name, action.Index, instance.Name, action.Handler.Name);
                        fault ??= $"its handler {action.Handler.Name} is in effect in an older version, which cannot take instance {instance.Name}";
                        continue;
                    }

                    var order = _order++;
                    var bound = Bind(handler, instance);
                    if (bound is null)
                    {
                        fault ??= $"its instance {instance.Name} is not in effect";
                        continue;
                    }

                    var destination = DestinationOf(rule.Namespace, handler, instance.Template);
                    switch (bound)
                    {
                        case CheckAction check:
                            checks.Add(rule, new CheckStep(destination, instance.Name, order, check));
                            break;
                        case CheckWithOutputAction check:
                            var call = new OutputCheckStep(destination, instance.Name, order, check);
                            checks.Add(rule, new CheckStep(call));
                            if (rule.Outputs?.Actions.FirstOrDefault(output => output.Action == action.Index && ReferenceEquals(output.Instance, instance)) is { } named)
                            {
                                outputs.Add((named, call));
                            }

                            break;
                        case QuotaAction quota:
                            quotas.Add(rule, new QuotaStep(destination, instance.Name, instance.ShortName, order, quota));
                            break;
                        case ReportInstanceBuilder report:
                            reports.Add(rule, new ReportStep(destination, instance.Name, order, report));
                            break;
                        case BoundGenerator generator:
                            generators.Add(rule, new GeneratorStep(destination, instance.Name, order, generator.Action, generator.Mapper));
                            break;
                    }
                }
            }

            if (!rule.RequestHeaderOperations.IsEmpty || !rule.ResponseHeaderOperations.IsEmpty)
            {
                hasDirectives = true;
                directives.Add(rule, new DirectiveStep(rule, _order++, ScopeOf(rule, outputs)));
            }

            Guard(rule, rule.Condition, fault);
        }

        foreach (var blocked in snapshot.BlockedRules)
        {
            AddGuard(blocked.Name, blocked.Namespace, blocked.Condition, "the rule is not in effect: " + blocked.Reason);
        }

        return new RoutingTable(
            checks.Build(defaultNamespace, log), quotas.Build(defaultNamespace, log), reports.Build(defaultNamespace, log), generators.Build(defaultNamespace, log))
        {
            DefaultNamespace = defaultNamespace,
            Directives = hasDirectives ? directives.Build(defaultNamespace, log) : null,
            Guards = GuardTable.Create(_guards, snapshot.Vocabulary, defaultNamespace),
            MatchErrors = matchErrors,
            UnsatisfiedActions = unsatisfied,
        };
    }

    private void Guard(Rule rule, CompiledExpression? condition, string? fault)
    {
        if (rule.FailurePolicy == FailurePolicy.FailClose && (condition is not null || fault is not null))
        {
            AddGuard(rule.Name, rule.Namespace, condition, fault);
        }
    }

    private void AddGuard(string rule, string @namespace, CompiledExpression? condition, string? fault) =>
        _guards.Add((@namespace, condition, new RuleGuard(_guards.Count, rule, condition?.As<bool>(), fault)));

    private static string? MatchError(Rule rule) =>
        rule.Condition is { Type: not AttributeType.Bool } ? $"expression does not return a boolean: '{rule.Match}'"
        : rule.Condition is null && !string.IsNullOrWhiteSpace(rule.Match) && rule.Match.Trim() != "true" ? "the condition is not compiled"
        : null;

    private Destination DestinationOf(string @namespace, HandlerEntry handler, TemplateInfo template)
    {
        var key = (@namespace, handler.Name, template.Name);
        if (!_destinations.TryGetValue(key, out var destination))
        {
            var counters = metrics.Dispatch(template.Name, handler.Name, handler.Adapter.Name);
            _destinations[key] = destination = new Destination(NextId(), handler, template, counters);
        }

        return destination;
    }

    // What the template makes of the instance for this handler, once for all rules; null if its expressions do not compile.
    private object? Bind(HandlerEntry handler, InstanceDefinition instance)
    {
        var key = (handler.Name, instance.Name);
        if (!_actions.TryGetValue(key, out var bound))
        {
            var binder = new InstanceBinder(instance.Name, snapshot.Compiler);
            bound = instance.Template switch
            {
                CheckWithOutputTemplateInfo check => check.CreateAction(instance.Params, binder, handler.Handler),
                CheckTemplateInfo check => check.CreateAction(instance.Params, binder, handler.Handler),
                QuotaTemplateInfo quota => quota.CreateAction(instance.Params, binder, handler.Handler),
                ReportTemplateInfo report => report.CreateInstanceBuilder(instance.Params, binder),
                AttributeGeneratorTemplateInfo generator =>
                    new BoundGenerator(generator.CreateAction(instance.Params, binder, handler.Handler), MapperOf(generator, instance)),
                _ => throw new InvalidOperationException($"template '{instance.Template.Name}' is of no known variety"),
            };
            if (binder.Error is not null)
            {
                RuntimeLog.InstanceNotCompiled(log, instance.Name, binder.Error);
                bound = null;
            }

            _actions[key] = bound;
        }

        return bound;
    }

    private static OutputScope? ScopeOf(Rule rule, List<(ActionOutput Output, OutputCheckStep Step)> outputs) =>
        rule.Outputs is null
            ? null
            : new OutputScope(
                rule.Outputs.Vocabulary,
                [.. outputs.Select(source => (source.Step, source.Output.FirstSlot, ((CheckWithOutputTemplateInfo)source.Output.Instance.Template).OutputFields.Length))]);

    private OutputMapper MapperOf(AttributeGeneratorTemplateInfo template, InstanceDefinition instance) =>
        new(
            [.. template.OutputFields.Select(field => snapshot.Vocabulary.SlotOf(template.OutputPrefix + field.Name))],
            [.. instance.Bindings.Select(binding => (binding.Slot, binding.Value.As<AttributeValue>()))]);

    private int NextId() => ++_lastId;

    private sealed record BoundGenerator(AttributeGeneratorAction Action, OutputMapper Mapper);
}
