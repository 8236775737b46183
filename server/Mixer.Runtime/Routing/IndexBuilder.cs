using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>Parts what depends on conditions into what an index can find and what must be evaluated for every call. Single-threaded.</summary>
internal sealed class IndexBuilder<T>(Vocabulary vocabulary)
    where T : class
{
    private readonly IndexProbe _probe = new(vocabulary);
    private readonly List<T> _evaluated = [];
    private readonly Dictionary<IndexKey, List<(T, IReadOnlyList<AttributeValue>)>> _indexed = [];

    /// <summary>What must be evaluated for every call, in the order of addition.</summary>
    public IReadOnlyList<T> Evaluated => _evaluated;

    public void Add(CompiledExpression? condition, T entry)
    {
        if (condition?.LeadingEquality is not { } equality || !_probe.CanIndex(condition, equality, out var kind, out var absence))
        {
            _evaluated.Add(entry);
            return;
        }

        var key = new IndexKey(equality.Slot, equality.MapKey, kind, absence);
        if (!_indexed.TryGetValue(key, out var entries))
        {
            _indexed[key] = entries = [];
        }

        entries.Add((entry, equality.Constants));
    }

    public AttributeIndex<T>[] Build() =>
        [.. _indexed.Select(index => new AttributeIndex<T>(index.Key.Slot, index.Key.MapKey, index.Key.Kind, index.Key.Absence, index.Value))];

    private readonly record struct IndexKey(int Slot, string? MapKey, AttributeKind Kind, IndexAbsence Absence);
}
