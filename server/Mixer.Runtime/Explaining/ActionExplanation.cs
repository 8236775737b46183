using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>One action of a rule that applies.</summary>
/// <param name="Index">Its place in the rule, from 0.</param>
/// <param name="Handler">Full name of the handler.</param>
/// <param name="Adapter">The handler's adapter.</param>
/// <param name="Skipped">Why the handler is not called; null if it is.</param>
/// <param name="Instances">What is sent to it.</param>
public sealed record ActionExplanation(int Index, string Handler, string Adapter, string? Skipped, IReadOnlyList<InstanceExplanation> Instances);

/// <summary>One instance, as it is built for the call.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Template">The template.</param>
/// <param name="Variety">When it is sent.</param>
/// <param name="Fields">Its fields that the operator wrote, in the order of the template; of an attribute generator, then its attribute bindings.</param>
/// <param name="Error">Why it cannot be built, so that the handler is not called for it; null if it can.</param>
public sealed record InstanceExplanation(string Name, string Template, TemplateVariety Variety, IReadOnlyList<FieldExplanation> Fields, string? Error);

/// <summary>One field of an instance.</summary>
/// <param name="Path">Where it stands in the instance's params, for example <c>dimensions.source</c>.</param>
/// <param name="Expression">What the operator wrote.</param>
/// <param name="Value">Its value for the call; none if there is none (or it depends on what an adapter will say).</param>
/// <param name="Error">Why there is none; null if it can be had, or is not asked for.</param>
public sealed record FieldExplanation(string Path, string Expression, AttributeValue Value, string? Error);
