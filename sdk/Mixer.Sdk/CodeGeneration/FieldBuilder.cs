using System.Diagnostics.CodeAnalysis;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>Builds one field, nested message or whole instance from the attributes of a call. Immutable and thread-safe.</summary>
/// <typeparam name="T">What it builds.</typeparam>
public abstract class FieldBuilder<T>
{
    /// <summary>Builds the value. False if an expression failed; the context's error then names instance and path (spec 04 section 5.5).</summary>
    public abstract bool TryBuild(EvaluationContext context, [MaybeNullWhen(false)] out T value);
}

/// <summary>A field given by an expression.</summary>
/// <typeparam name="T">Type of the field.</typeparam>
public sealed class ExpressionField<T>(Evaluator<T> evaluator, string instanceName, string path) : FieldBuilder<T>
{
    /// <inheritdoc/>
    public override bool TryBuild(EvaluationContext context, [MaybeNullWhen(false)] out T value) =>
        evaluator.TryEvaluate(context, out value)
        || context.Fail($"evaluation failed at [{instanceName}]'{path}': '{context.Error}'");
}

/// <summary>A field that is always the same: what an operator left unset.</summary>
/// <typeparam name="T">Type of the field.</typeparam>
public sealed class ConstantField<T>(T constant) : FieldBuilder<T>
{
    /// <inheritdoc/>
    public override bool TryBuild(EvaluationContext context, [MaybeNullWhen(false)] out T value)
    {
        value = constant;
        return true;
    }
}

/// <summary>A map field: literal keys, each value built anew.</summary>
/// <typeparam name="T">Type of the values.</typeparam>
public sealed class MapField<T>(KeyValuePair<string, FieldBuilder<T>>[] entries) : FieldBuilder<IReadOnlyDictionary<string, T>>
{
    private static readonly Dictionary<string, T> Empty = [];
    private readonly FieldKeys _keys = new(entries.Select(entry => entry.Key));

    /// <inheritdoc/>
    public override bool TryBuild(EvaluationContext context, [MaybeNullWhen(false)] out IReadOnlyDictionary<string, T> value)
    {
        if (entries.Length == 0)
        {
            value = Empty;
            return true;
        }

        var values = new T[_keys.Names.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            if (!entries[i].Value.TryBuild(context, out var element))
            {
                value = null;
                return false;
            }

            values[_keys.PlaceOfEntry(i)] = element;
        }

        value = new FieldMap<T>(_keys, values);
        return true;
    }
}
