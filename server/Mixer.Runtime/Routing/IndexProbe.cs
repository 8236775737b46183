using System.Numerics;
using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>
/// Finds out whether an index may stand in for a condition when the leading attribute is absent: it is evaluated once without any attributes, and if it does not match and
/// has read nothing but that attribute, it behaves so for every call that lacks the attribute.
/// </summary>
internal sealed class IndexProbe(Vocabulary vocabulary)
{
    private readonly AttributeBag _bag = new(vocabulary);

    public bool CanIndex(CompiledExpression condition, LeadingEquality equality, out AttributeKind kind, out IndexAbsence absence)
    {
        absence = default;
        kind = equality.MapKey is not null ? AttributeKind.String : KindOf(vocabulary.TypeOf(equality.Slot));
        var wanted = kind;
        if (kind == AttributeKind.None || equality.Constants.Any(constant => Comparable(constant.Kind) != wanted))
        {
            return false;
        }

        var evaluator = condition.As<bool>();
        _bag.Reset(vocabulary);
        if (Matches(evaluator, out var isFalseWithout) || !HasReadOnly(equality.Slot))
        {
            return false;
        }

        absence = new IndexAbsence(isFalseWithout, true);
        if (equality.MapKey is null)
        {
            return true;
        }

        _bag.Reset(vocabulary);
        _bag.Set(equality.Slot, new AttributeValue(StringMap.Empty));
        var matched = Matches(evaluator, out var isFalseWithoutKey);
        absence = new IndexAbsence(isFalseWithout, isFalseWithoutKey);
        return !matched && Bits(_bag.References.Present) == 0 && Bits(_bag.References.Absent) == 0
            && _bag.References.Keys.All(key => key.Slot == equality.Slot && string.Equals(key.Key, equality.MapKey, StringComparison.Ordinal));
    }

    /// <summary>The kind under which values of <paramref name="kind"/> are looked up: integers and durations stand for each other (spec 02 section 8).</summary>
    public static AttributeKind Comparable(AttributeKind kind) => kind == AttributeKind.Duration ? AttributeKind.Int64 : kind;

    // Only types whose equality in the language is equality of the carried value.
    private static AttributeKind KindOf(AttributeType type) =>
        type switch
        {
            AttributeType.String => AttributeKind.String,
            AttributeType.Int64 or AttributeType.Duration => AttributeKind.Int64,
            AttributeType.Bool => AttributeKind.Bool,
            _ => AttributeKind.None,
        };

    // False may be the value, or that there is none.
    private bool Matches(Evaluator<bool> evaluator, out bool isFalse)
    {
        var evaluated = evaluator.TryEvaluate(_bag, out var matched);
        isFalse = evaluated && !matched;
        _bag.ClearError();
        return evaluated && matched;
    }

    private bool HasReadOnly(int slot) =>
        Bits(_bag.References.Present) == 0 && _bag.References.Keys.Count == 0
        && Bits(_bag.References.Absent) == 1 && (_bag.References.Absent[slot >> 6] & (1UL << slot)) != 0;

    private static int Bits(ReadOnlySpan<ulong> words)
    {
        var count = 0;
        foreach (var word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }
}
