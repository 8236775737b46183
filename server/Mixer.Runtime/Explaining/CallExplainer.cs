using Mixer.Attributes;
using Mixer.Config;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Expressions.Explaining;
using Mixer.Runtime.Routing;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>
/// Explains calls under one configuration: which rules apply and why the others do not, and what would be sent to which handlers. Calls no adapter. For people who ask; it costs
/// far more than a call. Thread-safe.
/// </summary>
public sealed class CallExplainer
{
    private readonly ConfigSnapshot _snapshot;
    private readonly string _defaultNamespace;
    private readonly Dictionary<string, HandlerStatus> _handlers;
    private readonly ILookup<string, ConfigProblem> _problems;
    private readonly DenialExplainer _denials;

    /// <summary>An explainer of <paramref name="snapshot"/>.</summary>
    /// <param name="snapshot">The configuration.</param>
    /// <param name="handlers">What became of its handlers; empty if none were built, which counts as all being usable.</param>
    /// <param name="defaultNamespace">The namespace whose rules apply to all calls.</param>
    public CallExplainer(ConfigSnapshot snapshot, IEnumerable<HandlerStatus> handlers, string defaultNamespace)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _snapshot = snapshot;
        _defaultNamespace = defaultNamespace;
        _handlers = handlers.ToDictionary(handler => handler.Name, StringComparer.Ordinal);
        _denials = new DenialExplainer(snapshot, _handlers);
        _problems = snapshot.Problems.ToLookup(problem => problem.Resource, StringComparer.Ordinal);
    }

    /// <summary>Explains a call with these attributes; of a name given twice the last value counts.</summary>
    public CallExplanation Explain(IEnumerable<KeyValuePair<string, AttributeValue>> attributes, ExplainQuery query)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var bag = new AttributeBag(_snapshot.Vocabulary);
        var notices = Fill(bag, attributes);
        return Explain(bag, notices, query);
    }

    /// <summary>Explains the call in <paramref name="bag"/>, which is over the configuration's vocabulary; its records of reads are changed.</summary>
    public CallExplanation Explain(AttributeBag bag, ExplainQuery query) => Explain(bag, [], query);

    /// <summary>Puts the attributes into the bag; what is odd about them.</summary>
    internal static List<string> Fill(AttributeBag bag, IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        var notices = new List<string>();
        foreach (var (name, value) in attributes)
        {
            if (bag.Vocabulary.TryGet(name, out var slot, out var type))
            {
                bag.Set(slot, value);
                if (type != AttributeType.Unspecified && !CanHold(type, value.Kind))
                {
                    notices.Add($"attribute {name} is declared as {WordsOf(type)}, but is given as {WordsOf(value.Kind)}");
                }
            }
            else
            {
                notices.Add($"attribute {name} is not declared by any attributemanifest: no rule can see it");
            }
        }

        return notices;
    }

    internal CallExplanation Explain(AttributeBag bag, IReadOnlyList<string> notices, ExplainQuery query)
    {
        var @namespace = RequestNamespace.Read(bag, out var from);
        var conditions = new ConditionExplainer(_snapshot.Vocabulary);
        var instances = new InstanceExplainer(_snapshot.Compiler, bag);
        var probe = new IndexProbe(_snapshot.Vocabulary);
        var rules = new List<RuleExplanation>();
        var (others, omitted) = (0, 0);
        foreach (var rule in _snapshot.Rules.Where(rule => IsAskedFor(rule.Name, query)).OrderBy(rule => Place(rule.Namespace, @namespace)))
        {
            var outcome = OutcomeOf(rule, @namespace, bag, query, out var denial);
            if (outcome is RuleOutcome.Matched or RuleOutcome.Blocked || others < query.MaxOthers)
            {
                others += outcome is RuleOutcome.Matched or RuleOutcome.Blocked ? 0 : 1;
                rules.Add(Explain(rule, outcome, denial, @namespace, bag, query, conditions, instances, probe));
            }
            else
            {
                omitted++;
            }
        }

        foreach (var refused in Refused().Where(resource => IsAskedFor(resource.Key.ToString(), query)))
        {
            rules.Add(Explain(refused, @namespace, bag, query, conditions));
        }

        var handlers = rules.SelectMany(rule => rule.Actions).Where(action => action.Skipped is null).Select(action => action.Handler).Distinct(StringComparer.Ordinal);
        return new CallExplanation(_snapshot.Id, @namespace, from < 0 ? "" : _snapshot.Vocabulary.NameOf(from), AttributesOf(bag), notices, rules, omitted, [.. handlers]);
    }

    private RuleExplanation Explain(
        Rule rule, RuleOutcome outcome, string? denial, string @namespace, AttributeBag bag, ExplainQuery query, ConditionExplainer conditions, InstanceExplainer instances, IndexProbe probe)
    {
        var isEvaluated = outcome is not (RuleOutcome.OtherNamespace or RuleOutcome.OtherVariety);
        var reason = outcome switch
        {
            RuleOutcome.OtherNamespace => @namespace.Length == 0
                ? $"it applies to calls of namespace '{rule.Namespace}'; this call names no namespace"
                : $"it applies to calls of namespace '{rule.Namespace}'; this call is of '{@namespace}'",
            RuleOutcome.OtherVariety => "it has no action of the variety asked for",
            RuleOutcome.Matched when rule.Condition is null => "it has no condition",
            _ => denial,
        };
        var index = rule.Condition?.LeadingEquality is { } equality && probe.CanIndex(rule.Condition, equality, out _, out _) ? IndexText(equality) : null;
        var isCarriedOut = isEvaluated && Judge(rule.Condition, bag) == RuleOutcome.Matched;
        return new RuleExplanation(
            rule.Name, rule.Location, rule.Match, outcome, reason, isEvaluated && rule.Condition is not null ? conditions.Explain(rule.Condition.Text, bag) : null, index,
            [.. _problems[rule.Name]], isCarriedOut ? [.. rule.Actions.Select(action => Explain(action, query, instances))] : [])
        {
            HeaderOperations = outcome == RuleOutcome.Matched && AsksForChecks(query) ? new HeaderExplainer(bag).Explain(rule) : [],
        };
    }

    // A rule of which no version is in effect: it does nothing, or denies what it would apply to.
    private RuleExplanation Explain(ResourceStatus refused, string @namespace, AttributeBag bag, ExplainQuery query, ConditionExplainer conditions)
    {
        var name = refused.Key.ToString();
        var blocked = AsksForChecks(query) && Place(refused.Key.Namespace, @namespace) < 2 ? _denials.Find(name) : null;
        var isDenied = blocked is not null && Judge(blocked.Condition, bag) != RuleOutcome.NotMatched;
        return new RuleExplanation(
            name, refused.Location, blocked?.Condition?.Text ?? "", isDenied ? RuleOutcome.Blocked : RuleOutcome.Refused,
            isDenied ? DenialExplainer.ReasonOf(blocked!) : "no version of it is in effect",
            blocked?.Condition is { } condition ? conditions.Explain(condition.Text, bag) : null, null, [.. _problems[name]], []);
    }

    private ActionExplanation Explain(RuleAction action, ExplainQuery query, InstanceExplainer instances)
    {
        var wanted = action.Instances.Where(instance => query.Variety is null || instance.Template.Variety == query.Variety);
        var status = _handlers.GetValueOrDefault(action.Handler.Name);
        InstanceExplanation[] built =
        [
            .. wanted.Select(instances.Explain).Select(instance =>
                status?.NotBuiltFor.Contains(instance.Name) == true ? instance with { Error = "the last good version of the handler was not built for it" } : instance),
        ];
        var skipped = status is not null && status.State == HandlerState.Failed ? "the handler could not be built: " + status.Error
            : built.Length == 0 ? "it sends nothing of the variety asked for"
            : built.All(instance => instance.Error is not null) ? "no instance can be built"
            : null;
        return new ActionExplanation(action.Index, action.Handler.Name, action.Handler.Adapter.Name, skipped, built);
    }

    private RuleOutcome OutcomeOf(Rule rule, string @namespace, AttributeBag bag, ExplainQuery query, out string? denial)
    {
        denial = null;
        if (Place(rule.Namespace, @namespace) == 2)
        {
            return RuleOutcome.OtherNamespace;
        }

        var outcome = Judge(rule.Condition, bag);
        denial = AsksForChecks(query) ? _denials.ReasonOf(rule, outcome) : null;
        return denial is not null ? RuleOutcome.Blocked : IsWanted(rule, query) ? outcome : RuleOutcome.OtherVariety;
    }

    private static RuleOutcome Judge(CompiledExpression? condition, AttributeBag bag)
    {
        if (condition is null)
        {
            return RuleOutcome.Matched;
        }

        var evaluated = condition.As<bool>().TryEvaluate(bag, out var matched);
        bag.ClearError();
        return !evaluated ? RuleOutcome.Failed : matched ? RuleOutcome.Matched : RuleOutcome.NotMatched;
    }

    private static bool IsWanted(Rule rule, ExplainQuery query) =>
        query.Variety is not { } variety || rule.Actions.Any(action => action.Instances.Any(instance => instance.Template.Variety == variety))
        || (AsksForChecks(query) && !(rule.RequestHeaderOperations.IsEmpty && rule.ResponseHeaderOperations.IsEmpty));

    // Denials and header operations belong to checks.
    private static bool AsksForChecks(ExplainQuery query) => query.Variety is null or TemplateVariety.Check or TemplateVariety.CheckWithOutput;

    // The order in which the router takes them; what it leaves out comes last.
    private int Place(string ruleNamespace, string @namespace) =>
        string.Equals(ruleNamespace, _defaultNamespace, StringComparison.Ordinal) ? 0
        : string.Equals(ruleNamespace, @namespace, StringComparison.Ordinal) ? 1 : 2;

    private IEnumerable<ResourceStatus> Refused() => _snapshot.Resources.Where(resource => resource is { Key.Kind: "rule", State: ResourceState.Refused });

    private string IndexText(LeadingEquality equality) =>
        _snapshot.Vocabulary.NameOf(equality.Slot) + (equality.MapKey is null ? "" : $"[\"{equality.MapKey}\"]");

    private static bool IsAskedFor(string name, ExplainQuery query) => name.Contains(query.Rules, StringComparison.Ordinal);

    private static List<KeyValuePair<string, AttributeValue>> AttributesOf(AttributeBag bag)
    {
        var attributes = new List<KeyValuePair<string, AttributeValue>>();
        for (var slot = 0; slot < bag.Vocabulary.Count; slot++)
        {
            if (bag.Peek(slot) is { IsNone: false } value)
            {
                attributes.Add(new(bag.Vocabulary.NameOf(slot), value));
            }
        }

        return attributes;
    }

    private static bool CanHold(AttributeType type, AttributeKind kind) =>
        type switch
        {
            AttributeType.String or AttributeType.DnsName or AttributeType.EmailAddress or AttributeType.Uri => kind == AttributeKind.String,
            AttributeType.Int64 => kind is AttributeKind.Int64 or AttributeKind.Duration,
            AttributeType.Duration => kind is AttributeKind.Duration or AttributeKind.Int64,
            AttributeType.Double => kind == AttributeKind.Double,
            AttributeType.Bool => kind == AttributeKind.Bool,
            AttributeType.Timestamp => kind == AttributeKind.Timestamp,
            AttributeType.IpAddress => kind == AttributeKind.Bytes,
            AttributeType.StringMap => kind == AttributeKind.StringMap,
            _ => true,
        };

    // IpAddress as manifests write it: IP_ADDRESS.
    private static string WordsOf<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, index) => (index > 0 && char.IsAsciiLetterUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));
}
