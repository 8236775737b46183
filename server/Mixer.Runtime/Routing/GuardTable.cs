using System.Collections.Frozen;
using Mixer.Attributes;

namespace Mixer.Runtime.Routing;

/// <summary>The guards by namespace: those of the default namespace first, then those of the call's own; each in rule order. Immutable.</summary>
internal sealed class GuardTable(RuleGuard[] always, FrozenDictionary<string, RuleGuard[]> own)
{
    public static GuardTable Empty { get; } = new([], FrozenDictionary<string, RuleGuard[]>.Empty);

    public bool IsEmpty { get; } = always.Length == 0 && own.Count == 0;

    /// <summary>A table of guards, each with the namespace of its rule.</summary>
    public static GuardTable Create(IEnumerable<(string Namespace, RuleGuard Guard)> guards, string defaultNamespace)
    {
        var byNamespace = guards.GroupBy(entry => entry.Namespace, entry => entry.Guard, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        if (byNamespace.Count == 0)
        {
            return Empty;
        }

        byNamespace.Remove(defaultNamespace, out var always);
        return new GuardTable(always ?? [], byNamespace.ToFrozenDictionary(StringComparer.Ordinal));
    }

    /// <summary>Null, or why the call is denied, by every guard that denies it.</summary>
    public string? Blocks(AttributeBag bag)
    {
        string? message = null;
        Add(always, bag, ref message);
        if (own.TryGetValue(RequestNamespace.Read(bag), out var guards))
        {
            Add(guards, bag, ref message);
        }

        return message;
    }

    private static void Add(RuleGuard[] guards, AttributeBag bag, ref string? message)
    {
        foreach (var guard in guards)
        {
            if (guard.Blocks(bag) is { } reason)
            {
                message = message is null ? reason : message + ", " + reason;
            }
        }
    }
}
