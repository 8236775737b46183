using System.Collections.Immutable;
using Mixer.Attributes;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>Adds what an attribute generator produced to a call: the output is put beside the attributes while the bindings are evaluated. Immutable.</summary>
internal sealed class OutputMapper(ImmutableArray<int> outputSlots, ImmutableArray<(int Slot, Evaluator<AttributeValue> Value)> bindings)
{
    /// <summary>
    /// Evaluates the bindings over the call's attributes and <paramref name="output"/>, and appends their values to <paramref name="produced"/>. False with the bag's error
    /// set if one fails. The bag holds the same attributes afterwards, and reads of the output are not recorded; what a caller sent under the name of an output is
    /// not seen by the bindings.
    /// </summary>
    public bool TryMap(AttributeBag bag, IAttributeOutput output, List<KeyValuePair<int, AttributeValue>> produced)
    {
        var saved = new AttributeValue[outputSlots.Length];
        for (var index = 0; index < outputSlots.Length; index++)
        {
            saved[index] = outputSlots[index] >= 0 ? bag.Peek(outputSlots[index]) : default;
        }

        try
        {
            for (var index = 0; index < outputSlots.Length; index++)
            {
                if (outputSlots[index] >= 0)
                {
                    bag.SetStandIn(outputSlots[index], output.TryGetOutput(index, out var value) ? value : default);
                }
            }

            return TryEvaluate(bag, produced);
        }
        finally
        {
            for (var index = 0; index < outputSlots.Length; index++)
            {
                var slot = outputSlots[index];
                if (slot >= 0)
                {
                    bag.Set(slot, saved[index]);
                    bag.References.ForgetGenerated(slot);
                }
            }
        }
    }

    private bool TryEvaluate(AttributeBag bag, List<KeyValuePair<int, AttributeValue>> produced)
    {
        foreach (var (slot, evaluator) in bindings)
        {
            if (!evaluator.TryEvaluate(bag, out var value))
            {
                return false;
            }

            produced.Add(new(slot, value));
        }

        return true;
    }
}
