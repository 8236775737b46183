namespace Mixer.Config.Model;

/// <summary>A handler that rules use, with all instances that they send to it. Immutable.</summary>
/// <param name="Handler">The handler.</param>
/// <param name="Instances">The instances, each once, in ordinal order of full names.</param>
public sealed record HandlerUse(HandlerDefinition Handler, IReadOnlyList<InstanceDefinition> Instances)
{
    /// <summary>The handlers that the rules of <paramref name="snapshot"/> use, in ordinal order of full names; others are not built.</summary>
    public static IReadOnlyList<HandlerUse> Of(ConfigSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var used = new Dictionary<string, (HandlerDefinition Handler, Dictionary<string, InstanceDefinition> Instances)>(StringComparer.Ordinal);
        foreach (var rule in snapshot.Rules)
        {
            foreach (var action in rule.Actions)
            {
                if (!used.TryGetValue(action.Handler.Name, out var use))
                {
                    used.Add(action.Handler.Name, use = (action.Handler, new(StringComparer.Ordinal)));
                }

                foreach (var instance in action.Instances)
                {
                    use.Instances.TryAdd(instance.Name, instance);
                }
            }
        }

        return
        [
            .. used.Values.OrderBy(use => use.Handler.Name, StringComparer.Ordinal)
                .Select(use => new HandlerUse(use.Handler, [.. use.Instances.Values.OrderBy(instance => instance.Name, StringComparer.Ordinal)])),
        ];
    }
}
