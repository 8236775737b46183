using System.Collections.Frozen;
using Mixer.Attributes;
using Mixer.Expressions;

namespace Mixer.Runtime.Routing;

/// <summary>The guards by namespace: those of the default namespace first, then those of the call's own; each in rule order. Immutable.</summary>
internal sealed class GuardTable(GuardSegment always, FrozenDictionary<string, GuardSegment> own, bool isEmpty)
{
    public static GuardTable Empty { get; } = new(GuardSegment.Empty, FrozenDictionary<string, GuardSegment>.Empty, isEmpty: true);

    public bool IsEmpty { get; } = isEmpty;

    /// <summary>A table of guards, each with the namespace of its rule and the condition that it evaluates.</summary>
    public static GuardTable Create(IReadOnlyCollection<(string Namespace, CompiledExpression? Condition, RuleGuard Guard)> guards, Vocabulary vocabulary, string defaultNamespace)
    {
        if (guards.Count == 0)
        {
            return Empty;
        }

        var builders = new Dictionary<string, IndexBuilder<RuleGuard>>(StringComparer.Ordinal);
        foreach (var (@namespace, condition, guard) in guards)
        {
            if (!builders.TryGetValue(@namespace, out var builder))
            {
                builders[@namespace] = builder = new IndexBuilder<RuleGuard>(vocabulary);
            }

            builder.Add(condition, guard);
        }

        var segments = builders.ToDictionary(entry => entry.Key, entry => new GuardSegment([.. entry.Value.Evaluated], entry.Value.Build()), StringComparer.Ordinal);
        segments.Remove(defaultNamespace, out var always);
        return new GuardTable(always ?? GuardSegment.Empty, segments.ToFrozenDictionary(StringComparer.Ordinal), isEmpty: false);
    }

    /// <summary>Null, or why the call is denied: the first guards that deny it.</summary>
    public string? Blocks(AttributeBag bag)
    {
        List<string>? reasons = null;
        always.AddReasons(bag, ref reasons);
        if (own.TryGetValue(RequestNamespace.Read(bag), out var guards))
        {
            guards.AddReasons(bag, ref reasons);
        }

        return reasons is null ? null
            : reasons.Count <= GuardSegment.MaxReasons ? string.Join(", ", reasons)
            : string.Join(", ", reasons.Take(GuardSegment.MaxReasons)) + ", and other rules";
    }
}
