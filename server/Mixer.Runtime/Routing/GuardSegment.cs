using Mixer.Attributes;

namespace Mixer.Runtime.Routing;

/// <summary>The guards of one namespace. Immutable.</summary>
internal sealed class GuardSegment(RuleGuard[] evaluated, AttributeIndex<RuleGuard>[] indexes)
{
    /// <summary>The most reasons that one denial tells; it says no more with thousands.</summary>
    public const int MaxReasons = 8;

    public static GuardSegment Empty { get; } = new([], []);

    /// <summary>Appends why the call is denied, in rule order; of more than <see cref="MaxReasons"/> at least the first so many.</summary>
    public void AddReasons(AttributeBag bag, ref List<string>? reasons)
    {
        List<(RuleGuard Guard, string Reason)>? found = null;
        Add(evaluated, bag, ref found);
        foreach (var index in indexes)
        {
            index.TryFind(bag, out var guards);
            Add(guards, bag, ref found);
        }

        if (found is not null)
        {
            found.Sort(static (left, right) => left.Guard.Order.CompareTo(right.Guard.Order));
            (reasons ??= []).AddRange(found.Select(entry => entry.Reason));
        }
    }

    // Whoever comes after the first so many reasons can't change the answer, so nothing depends on what it would have read.
    private static void Add(ReadOnlySpan<RuleGuard> guards, AttributeBag bag, ref List<(RuleGuard, string)>? found)
    {
        var enough = (found?.Count ?? 0) + MaxReasons + 1;
        foreach (var guard in guards)
        {
            if (guard.Blocks(bag) is { } reason)
            {
                (found ??= []).Add((guard, reason));
                if (found.Count == enough)
                {
                    return;
                }
            }
        }
    }
}
