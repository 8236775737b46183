using System.Collections.Immutable;
using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>Puts the outputs of a rule's checks beside the attributes of a call while the rule's header operations are evaluated. Immutable.</summary>
/// <param name="vocabulary">The snapshot's, extended by the names of the outputs.</param>
/// <param name="sources">The rule's own calls whose outputs have names: with the slot of the first field, and how many there are.</param>
internal sealed class OutputScope(Vocabulary vocabulary, ImmutableArray<(OutputCheckStep Step, int FirstSlot, int Fields)> sources)
{
    /// <summary>Opens the scope; what was not put out is absent. To be closed with <see cref="AttributeBag.Restrict"/>.</summary>
    public void Open(AttributeBag bag, List<KeyValuePair<OutputCheckStep, IAttributeOutput>> outputs)
    {
        bag.Extend(vocabulary);
        foreach (var (step, firstSlot, fields) in sources)
        {
            if (Find(outputs, step) is not { } output)
            {
                continue;
            }

            for (var field = 0; field < fields; field++)
            {
                if (output.TryGetOutput(field, out var value))
                {
                    bag.TryAddGenerated(firstSlot + field, value);
                }
            }
        }
    }

    private static IAttributeOutput? Find(List<KeyValuePair<OutputCheckStep, IAttributeOutput>> outputs, OutputCheckStep step)
    {
        foreach (var (from, output) in outputs)
        {
            if (ReferenceEquals(from, step))
            {
                return output;
            }
        }

        return null;
    }
}
