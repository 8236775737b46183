using System.Collections.Frozen;
using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>
/// The branches of a segment whose conditions begin by comparing one attribute (or one key of a map attribute) with constants, by constant: those that cannot match are not
/// touched, and the attribute is recorded as read as their evaluation would have done. Immutable.
/// </summary>
internal sealed class AttributeIndex<TStep>
    where TStep : Step
{
    private readonly int _slot;
    private readonly string? _key;
    private readonly AttributeKind _kind;
    private readonly FrozenDictionary<string, Branch<TStep>[]> _byText;
    private readonly FrozenDictionary<long, Branch<TStep>[]> _byNumber;
    private readonly int _firstId;
    private readonly IndexAbsence _absence;
    private int _errorLogged;

    /// <summary>An index over branches with the constants that their conditions accept, in rule order; all constants are of one kind.</summary>
    public AttributeIndex(int slot, string? key, AttributeKind kind, IndexAbsence absence, IReadOnlyList<(Branch<TStep> Branch, IReadOnlyList<AttributeValue> Constants)> branches)
    {
        _slot = slot;
        _key = key;
        _kind = kind;
        _absence = absence;
        _firstId = branches[0].Branch.Id;
        var entries = branches.SelectMany(entry => entry.Constants.Distinct().Select(constant => (constant, entry.Branch))).ToList();
        _byText = (kind == AttributeKind.String ? entries : [])
            .GroupBy(entry => entry.constant.AsString, entry => entry.Branch, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        _byNumber = (kind == AttributeKind.String ? [] : entries)
            .GroupBy(entry => entry.constant.AsInt64, entry => entry.Branch)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>The branches that may match the call.</summary>
    public ReadOnlySpan<Branch<TStep>> Find(AttributeBag bag, RoutingFaults faults)
    {
        if (!bag.TryGet(_slot, out var value))
        {
            return Fail(_absence.Attribute, faults);
        }

        if (_key is not null)
        {
            if (value.Kind != AttributeKind.StringMap)
            {
                return [];
            }

            if (!bag.TryGetEntry(_slot, value.AsStringMap, _key, out var text))
            {
                return Fail(_absence.Key, faults);
            }

            return _byText.TryGetValue(text, out var byKey) ? byKey : [];
        }

        if (value.Kind != _kind)
        {
            return [];
        }

        return (_kind == AttributeKind.String ? _byText.TryGetValue(value.AsString, out var found) : _byNumber.TryGetValue(value.AsInt64, out found)) ? found : [];
    }

    // An error is one that evaluating the conditions would have met.
    private ReadOnlySpan<Branch<TStep>> Fail(string? error, RoutingFaults faults)
    {
        if (error is not null)
        {
            faults.ConditionFailed(_firstId, error, ref _errorLogged);
        }

        return [];
    }
}
