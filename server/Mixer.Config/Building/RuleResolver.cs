using System.Collections.Immutable;
using System.Globalization;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk.Values;
using RuleSpec = Mixer.Api.Policy.V1Beta1.Rule;

namespace Mixer.Config.Building;

/// <summary>Resolves rules against the handlers and instances of a snapshot (spec 03 section 5, stage 8).</summary>
/// <param name="handlers">The handlers that can be used, by full name.</param>
/// <param name="instances">The instances that can be used, by full name.</param>
/// <param name="refused">Those that cannot, by full name.</param>
/// <param name="compiler">Compiles over the attributes of the snapshot.</param>
internal sealed class RuleResolver(
    IReadOnlyDictionary<string, HandlerDefinition> handlers,
    IReadOnlyDictionary<string, InstanceDefinition> instances,
    IReadOnlyDictionary<string, ResourceStatus> refused,
    ExpressionCompiler compiler)
{
    /// <summary>The annotation of a rule that says what becomes of a check when the rule cannot do its work: <c>fail-open</c> (the default) or <c>fail-close</c>.</summary>
    public const string FailurePolicyAnnotation = "policy.istio.io/failurePolicy";

    // Enough for a person to see what went wrong; more would make a search of each pair of names.
    private const int MaxSearched = 5000;

    /// <summary>The rule, without the actions and instances that have errors; null if nothing usable is left.</summary>
    public Rule? Resolve(Resource resource, ProblemSink problems)
    {
        var spec = MoveSelector(resource, problems);
        if (SpecDecoder.Decode(spec, RuleSpec.Descriptor, null, problems) is not RuleSpec rule)
        {
            return null;
        }

        if (rule.Sampling is not null)
        {
            problems.Warning(spec?.Find("sampling"), ProblemKind.IgnoredField, "sampling", "sampling has no effect: the rule applies to all calls that it matches");
        }

        var name = resource.Key.ToString();
        var failurePolicy = PolicyOf(resource, problems);
        var match = rule.Match.Trim();
        var condition = match.Length == 0 ? null : CompileMatch(spec, name, match, problems);
        var actions = ImmutableArray.CreateBuilder<RuleAction>(rule.Actions.Count);
        var nodes = (spec?.Find("actions") as ConfigList)?.Items ?? [];
        for (var i = 0; i < rule.Actions.Count; i++)
        {
            CheckName(rule, name, i, i < nodes.Length ? nodes[i] as ConfigMap : null, problems);
            if (ResolveAction(resource, rule.Actions[i], i, i < nodes.Length ? nodes[i] as ConfigMap : null, problems) is { } action)
            {
                actions.Add(action);
            }
        }

        RuleOutputs? outputs = null;
        ImmutableArray<HeaderOperation> request = [], response = [];
        if (rule.RequestHeaderOperations.Count + rule.ResponseHeaderOperations.Count > 0)
        {
            outputs = OutputNames.Of(actions, compiler.Vocabulary);
            var values = outputs is null ? compiler : new ExpressionCompiler(outputs.Vocabulary);
            request = new HeaderOperationDecoder($"rule='{name}'.RequestHeaderOperations", values, problems)
                .Decode(rule.RequestHeaderOperations, spec?.Find("requestHeaderOperations") ?? spec?.Find("request_header_operations"));
            response = new HeaderOperationDecoder($"rule='{name}'.ResponseHeaderOperations", values, problems)
                .Decode(rule.ResponseHeaderOperations, spec?.Find("responseHeaderOperations") ?? spec?.Find("response_header_operations"));
        }

        if (actions.Count == 0 && request.IsEmpty && response.IsEmpty)
        {
            problems.Error(spec?.Find("actions"), ProblemKind.NoActions, $"rule={name}", "No valid actions found in rule");
            return null;
        }

        return match.Length > 0 && condition is null
            ? null
            : new Rule(name, resource.Key.Namespace, match, condition, actions.DrainToImmutable(), resource.Location)
            {
                RequestHeaderOperations = request,
                ResponseHeaderOperations = response,
                Outputs = outputs,
                FailurePolicy = failurePolicy,
            };
    }

    /// <summary>The rule as one that denies what it applies to, if it is to and its errors are <paramref name="problems"/>; otherwise null.</summary>
    public BlockedRule? Block(Resource resource, ProblemSink problems)
    {
        if (PolicyOf(resource, new ProblemSink(resource)) != FailurePolicy.FailClose)
        {
            return null;
        }

        var match = (MoveSelector(resource, new ProblemSink(resource))?.Find("match") as ConfigScalar)?.Text.Trim() ?? "";
        var condition = match.Length == 0 ? null : compiler.Compile(match, AttributeType.Bool, out _);
        var reason = problems.Items.Find(p => p.Severity == ProblemSeverity.Error);
        return new BlockedRule(
            resource.Key.ToString(), resource.Key.Namespace, condition?.Type == AttributeType.Bool ? condition : null, reason?.Message ?? "it is not in effect", resource.Location);
    }

    private static FailurePolicy PolicyOf(Resource resource, ProblemSink problems)
    {
        switch (resource.Annotations.GetValueOrDefault(FailurePolicyAnnotation))
        {
            case null or "fail-open":
                return FailurePolicy.FailOpen;
            case "fail-close":
                return FailurePolicy.FailClose;
            case var other:
                problems.Error(null, ProblemKind.InvalidValue, $"metadata.annotations[{FailurePolicyAnnotation}]", $"'{other}' is no failure policy", "fail-open or fail-close");
                return FailurePolicy.FailOpen;
        }
    }

    // A name stands in expressions, so it must be a word of theirs, and mean one action.
    private static void CheckName(RuleSpec rule, string ruleName, int index, ConfigMap? node, ProblemSink problems)
    {
        var name = rule.Actions[index].Name;
        if (name.Length == 0)
        {
            return;
        }

        var field = ActionField(ruleName, index);
        if (!(char.IsAsciiLetter(name[0]) || name[0] == '_') || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
        {
            problems.Error(node?.Find("name"), ProblemKind.InvalidValue, field, $"'{name}' cannot be the name of an action", "letters, digits and _, not a digit first");
        }
        else if (rule.Actions.Take(index).Any(earlier => earlier.Name == name))
        {
            problems.Error(node?.Find("name"), ProblemKind.DuplicateAction, field, $"an earlier action of the rule is called '{name}' too");
        }
    }

    private static ConfigMap? MoveSelector(Resource resource, ProblemSink problems)
    {
        if (resource.Spec is not { } spec || spec.Entries.FirstOrDefault(e => e.Key == "selector") is not { Key: not null } selector)
        {
            return resource.Spec;
        }

        problems.Warning(selector.KeyNode, ProblemKind.DeprecatedField, "selector", $"Deprecated field 'selector' used in {resource.Key}. Use 'match' instead.");
        return selector.Value.IsNull
            ? new ConfigMap(spec.Line, spec.Column, spec.Entries.RemoveAll(e => e.Key is "selector"))
            : new ConfigMap(spec.Line, spec.Column, spec.Entries.RemoveAll(e => e.Key is "selector" or "match").Add(selector with { Key = "match" }));
    }

    private CompiledExpression? CompileMatch(ConfigMap? spec, string rule, string match, ProblemSink problems)
    {
        var node = (ConfigScalar)spec!.Find("match")!;
        if (compiler.Compile(match, AttributeType.Bool, out var error) is not { } compiled)
        {
            var blanks = node.Text.Length - node.Text.TrimStart().Length;
            problems.ErrorInside(node, error!.Position + blanks, ProblemKind.InvalidExpression, $"rule='{rule}'.Match", error.Message, error.Hint);
            return null;
        }

        if (compiled.Type != AttributeType.Bool)
        {
            problems.Error(node, ProblemKind.ExpressionType, $"rule='{rule}'.Match", $"expression '{match}' evaluated to type {TypeNames.Of(compiled.Type)}, expected type BOOL");
            return null;
        }

        return compiled;
    }

    private RuleAction? ResolveAction(Resource resource, Api.Policy.V1Beta1.Action action, int index, ConfigMap? node, ProblemSink problems)
    {
        var ns = resource.Key.Namespace;
        if (Reference.Parse(action.Handler, Inventory.Handler, ns).Find(handlers) is not { } handler)
        {
            problems.Error(node?.Find("handler") ?? node, ProblemKind.HandlerNotFound, Field(), $"Handler not found: handler='{action.Handler}'", Advice(action.Handler, Inventory.Handler, ns, handlers, problems));
            return null;
        }

        var found = ImmutableArray.CreateBuilder<InstanceDefinition>(action.Instances.Count);
        var items = (node?.Find("instances") as ConfigList)?.Items ?? [];
        for (var i = 0; i < action.Instances.Count; i++)
        {
            var item = i < items.Length ? items[i] : node;
            var wanted = action.Instances[i];
            if (Reference.Parse(wanted, Inventory.Instance, ns).Find(instances) is not { } instance)
            {
                problems.Error(item, ProblemKind.InstanceNotFound, Field(), $"Instance not found: instance='{wanted}'", Advice(wanted, Inventory.Instance, ns, instances, problems));
            }
            else if (found.Contains(instance))
            {
                problems.Error(item, ProblemKind.DuplicateInstance, Field(), $"action specified the same instance multiple times: instance='{instance.Name}',");
            }
            else if (!handler.Adapter.SupportedTemplates.Any(t => t.Name == instance.Template.Name))
            {
                problems.Error(
                    item, ProblemKind.TemplateNotSupported, Field(), $"instance '{instance.Name}' is of template '{instance.Template.Name}' which is not supported by handler '{handler.Name}'",
                    $"adapter '{handler.Adapter.Name}' supports: {string.Join(", ", handler.Adapter.SupportedTemplates.Select(t => t.Name))}");
            }
            else if (action.Name.Length > 0 && OutputNames.HasOutput(instance) && found.Any(OutputNames.HasOutput))
            {
                problems.Error(item, ProblemKind.DuplicateInstance, Field(), $"the outputs of action '{action.Name}' would be those of two instances", "give each instance an action with a name of its own");
            }
            else
            {
                found.Add(instance);
            }
        }

        if (found.Count == 0)
        {
            problems.Error(node, ProblemKind.NoInstances, Field(), "No valid instances found");
            return null;
        }

        return new RuleAction(index, handler, found.DrainToImmutable()) { Name = action.Name };

        string Field() => ActionField(resource.Key.ToString(), index);
    }

    private static string ActionField(string rule, int index) => string.Create(CultureInfo.InvariantCulture, $"action='{rule}[{index}]'");

    private string? Advice<T>(string reference, string kind, string ns, IReadOnlyDictionary<string, T> known, ProblemSink problems)
    {
        var (first, alternate) = Reference.Parse(reference, kind, ns);
        if (refused.TryGetValue(first, out var status) || (alternate is not null && refused.TryGetValue(alternate, out status)))
        {
            return $"it is not in effect because of its own errors, see {status.Location}";
        }

        return problems.WantsHints && known.Count <= MaxSearched ? NearestReference(reference, known.Keys) : null;
    }

    /// <summary>The nearest full name; a reference without its kind (<c>h</c> for <c>h.denier.ns</c>) is the commonest slip.</summary>
    private static string? NearestReference(string reference, IEnumerable<string> known)
    {
        var dots = reference.Count(c => c == '.');
        if (dots >= 2)
        {
            return NearestName.Hint(reference, known);
        }

        string? best = null;
        foreach (var name in known.Order(StringComparer.Ordinal))
        {
            var parts = name.Split('.');
            var cut = string.Join('.', parts.Take(dots + 1));
            if (string.Equals(cut, reference, StringComparison.Ordinal) || (dots == 1 && best is null && parts[0] == reference[..reference.IndexOf('.', StringComparison.Ordinal)]))
            {
                best = name;
            }
        }

        return best is not null ? $"did you mean '{best}'?" : NearestName.Hint(reference, known.Select(n => string.Join('.', n.Split('.').Take(dots + 1))));
    }
}
