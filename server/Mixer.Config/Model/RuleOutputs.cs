using System.Collections.Immutable;
using Mixer.Attributes;

namespace Mixer.Config.Model;

/// <summary>What the header operations of a rule may use beside the attributes of the call: the outputs of its named actions. Immutable.</summary>
/// <param name="Vocabulary">The snapshot's vocabulary, extended by <c>&lt;action name&gt;.output.&lt;field&gt;</c> (spec 03 section 14).</param>
/// <param name="Actions">Where the outputs come from.</param>
public sealed record RuleOutputs(Vocabulary Vocabulary, ImmutableArray<ActionOutput> Actions);

/// <summary>The output of one instance of a named action.</summary>
/// <param name="Action">The action's place in the rule, from 0.</param>
/// <param name="Instance">The instance, of a template of variety CHECK_WITH_OUTPUT.</param>
/// <param name="FirstSlot">Slot of the output's first field; the others follow in the template's order.</param>
public sealed record ActionOutput(int Action, InstanceDefinition Instance, int FirstSlot);
