using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>Reads the inferred types out of type-checked params; called by generated code that fills the <c>...Type</c> classes.</summary>
public static class InferredTypes
{
    /// <summary>The type of an expression; <see cref="AttributeType.Unspecified"/> if it was left unset.</summary>
    public static AttributeType Of(Param? param) => param is ExpressionParam expression ? expression.Type : AttributeType.Unspecified;

    /// <summary>The types of the entries of a map; what <paramref name="create"/> makes of each. Empty if the map was left unset.</summary>
    /// <typeparam name="T">What is known of an entry.</typeparam>
    public static IReadOnlyDictionary<string, T> Map<T>(Param? param, Func<Param?, T> create)
    {
        var types = new Dictionary<string, T>(StringComparer.Ordinal);
        if (param is MapParam map)
        {
            foreach (var entry in map.Entries)
            {
                types[entry.Key] = create(entry.Value);
            }
        }

        return types;
    }

    /// <summary>The types of all instances of one template, by instance.</summary>
    /// <typeparam name="T">The generated type class.</typeparam>
    public static IReadOnlyDictionary<string, T> Instances<T>(IReadOnlyDictionary<string, MessageParam> instances, Func<Param?, T> create)
    {
        var types = new Dictionary<string, T>(instances.Count, StringComparer.Ordinal);
        foreach (var entry in instances)
        {
            types[entry.Key] = create(entry.Value);
        }

        return types;
    }
}
