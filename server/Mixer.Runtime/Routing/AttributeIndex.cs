using System.Collections.Frozen;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>
/// What depends on conditions that begin by comparing one attribute (or one key of a map attribute) with constants, by constant: those that cannot be true are not
/// touched, and the attribute is recorded as read as their evaluation would have done. Immutable.
/// </summary>
internal sealed class AttributeIndex<T>
    where T : class
{
    private readonly int _slot;
    private readonly string? _key;
    private readonly AttributeKind _kind;
    private readonly T[] _all;
    private readonly FrozenDictionary<string, T[]> _byText;
    private readonly FrozenDictionary<long, T[]> _byNumber;
    private readonly IndexAbsence _absence;

    /// <summary>An index over entries with the constants that their conditions accept, in rule order; all constants are comparable with values of the kind.</summary>
    public AttributeIndex(int slot, string? key, AttributeKind kind, IndexAbsence absence, IReadOnlyList<(T Entry, IReadOnlyList<AttributeValue> Constants)> entries)
    {
        _slot = slot;
        _key = key;
        _kind = kind;
        _absence = absence;
        _all = [.. entries.Select(entry => entry.Entry)];
        _byText = (kind == AttributeKind.String ? entries : [])
            .SelectMany(entry => entry.Constants.Select(constant => constant.AsString).Distinct(StringComparer.Ordinal).Select(text => (text, entry.Entry)))
            .GroupBy(entry => entry.text, entry => entry.Entry, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _byNumber = (kind == AttributeKind.String ? [] : entries)
            .SelectMany(entry => entry.Constants.Select(constant => constant.AsInt64).Distinct().Select(number => (number, entry.Entry)))
            .GroupBy(entry => entry.number, entry => entry.Entry)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>
    /// True with the entries whose conditions may be true, in rule order. False with all entries if the comparison cannot be made: evaluating any of their conditions fails, reading
    /// nothing else.
    /// </summary>
    public bool TryFind(AttributeBag bag, out ReadOnlySpan<T> entries)
    {
        entries = [];
        if (!bag.TryGet(_slot, out var value))
        {
            return _absence.Attribute || Fail(out entries);
        }

        if (_key is not null)
        {
            if (value.Kind != AttributeKind.StringMap)
            {
                return Fail(out entries);
            }

            if (!bag.TryGetEntry(_slot, value.AsStringMap, _key, out var text))
            {
                return _absence.Key || Fail(out entries);
            }

            entries = _byText.TryGetValue(text, out var byKey) ? byKey : [];
            return true;
        }

        if (IndexProbe.Comparable(value.Kind) != _kind)
        {
            return Fail(out entries);
        }

        entries = (_kind == AttributeKind.String ? _byText.TryGetValue(value.AsString, out var found) : _byNumber.TryGetValue(value.AsInt64, out found)) ? found : [];
        return true;
    }

    private bool Fail(out ReadOnlySpan<T> entries)
    {
        entries = _all;
        return false;
    }
}
