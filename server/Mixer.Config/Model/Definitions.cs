using System.Collections.Immutable;
using Google.Protobuf;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Model;

/// <summary>A configured adapter, not yet built.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Adapter">The adapter.</param>
/// <param name="Config">The decoded configuration, laid over the adapter's defaults; must not be changed.</param>
/// <param name="Location">Where it is written.</param>
public sealed record HandlerDefinition(string Name, AdapterInfo Adapter, IMessage Config, SourceLocation Location)
{
    /// <summary>
    /// What messages, metrics and logs call it: the full name, or for one of kind <c>handler</c> its name and namespace, as the reference does (spec 03 section 14). Of no two handlers
    /// of a snapshot the same.
    /// </summary>
    public string RuntimeName { get; init; } = Name;

    /// <summary>The configuration as written; null if there is none.</summary>
    internal ConfigMap? Source { get; init; }

    /// <summary>Where <paramref name="field"/> of the configuration (<c>overrides[2].maxAmount</c>) is written, or the nearest place to it.</summary>
    public SourceLocation Locate(string field) =>
        Source is null || FieldPath.Find(Source, field) is var node && node == Source ? Location : new SourceLocation(Location.File, node.Line, node.Column);
}

/// <summary>A configured template.</summary>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">The name that quota requests use (spec 03 section 2.3).</param>
/// <param name="Template">The template.</param>
/// <param name="Params">Type-checked field expressions.</param>
/// <param name="Bindings">For an attribute generator: what it adds to the call.</param>
/// <param name="Location">Where it is written.</param>
public sealed record InstanceDefinition(
    string Name, string ShortName, TemplateInfo Template, MessageParam Params, ImmutableArray<OutputBinding> Bindings, SourceLocation Location);

/// <summary>One entry of an attribute generator's <c>attribute_bindings</c>.</summary>
/// <param name="Slot">Slot of the attribute to produce.</param>
/// <param name="Value">Its value, over the attributes of the call and the output (<c>$out.</c> already resolved).</param>
public sealed record OutputBinding(int Slot, CompiledExpression Value);

/// <summary>When to send which instances to which handlers.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Namespace">Namespace whose calls it applies to; the default namespace's rules apply to all.</param>
/// <param name="Match">The match text, trimmed; empty if it always matches.</param>
/// <param name="Condition">The compiled match; null if it always matches. Equal texts share one object.</param>
/// <param name="Actions">What to do; empty only if there are header operations.</param>
/// <param name="Location">Where it is written.</param>
public sealed record Rule(string Name, string Namespace, string Match, CompiledExpression? Condition, ImmutableArray<RuleAction> Actions, SourceLocation Location)
{
    /// <summary>What is done to the headers of the request if the check is OK, in order.</summary>
    public ImmutableArray<HeaderOperation> RequestHeaderOperations { get; init; } = [];

    /// <summary>What is done to the headers of the response if the check is OK, in order.</summary>
    public ImmutableArray<HeaderOperation> ResponseHeaderOperations { get; init; } = [];

    /// <summary>What the values of the operations may use beside the attributes of the call; null if nothing.</summary>
    public RuleOutputs? Outputs { get; init; }

    /// <summary>What becomes of a check when the rule cannot do its work at the time of the call.</summary>
    public FailurePolicy FailurePolicy { get; init; }
}

/// <summary>One action of a rule.</summary>
/// <param name="Index">Its place in the rule, from 0.</param>
/// <param name="Handler">The handler.</param>
/// <param name="Instances">The instances; never empty, all of templates that the handler's adapter supports.</param>
public sealed record RuleAction(int Index, HandlerDefinition Handler, ImmutableArray<InstanceDefinition> Instances)
{
    /// <summary>What its outputs are called: <c>&lt;name&gt;.output.&lt;field&gt;</c>; empty if it has no name.</summary>
    public string Name { get; init; } = "";
}
