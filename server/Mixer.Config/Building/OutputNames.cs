using System.Collections.Immutable;
using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>Names the outputs of a rule's actions (spec 04 section 13).</summary>
internal static class OutputNames
{
    /// <summary>The outputs that have names; null if there are none. Of actions with the same name, which is an error of its own, the first counts.</summary>
    public static RuleOutputs? Of(IEnumerable<RuleAction> actions, Vocabulary vocabulary)
    {
        var names = new List<KeyValuePair<string, AttributeType>>();
        var outputs = ImmutableArray.CreateBuilder<ActionOutput>();
        foreach (var action in actions.Where(action => action.Name.Length > 0).DistinctBy(action => action.Name, StringComparer.Ordinal))
        {
            if (action.Instances.FirstOrDefault(HasOutput) is { } instance)
            {
                outputs.Add(new ActionOutput(action.Index, instance, vocabulary.Count + names.Count));
                names.AddRange(
                    ((CheckWithOutputTemplateInfo)instance.Template).OutputFields.Select(field => KeyValuePair.Create($"{action.Name}.output.{field.Name}", field.Type)));
            }
        }

        return outputs.Count == 0 ? null : new RuleOutputs(vocabulary.Extend(names), outputs.DrainToImmutable());
    }

    public static bool HasOutput(InstanceDefinition instance) => instance.Template is CheckWithOutputTemplateInfo;
}
