using Mixer.Config.Stores;

namespace Mixer.Config.Building;

/// <summary>The resources as they are now: the one mutable accumulation of changes. Owned by one thread.</summary>
public sealed class ResourceSet
{
    private readonly Dictionary<ResourceKey, Resource> _resources = [];

    /// <summary>A set without resources.</summary>
    public ResourceSet()
    {
    }

    /// <summary>A set of <paramref name="resources"/>; the last of equal keys counts.</summary>
    public ResourceSet(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            _resources[resource.Key] = resource;
        }
    }

    /// <summary>What is wrong with the sources themselves (<see cref="IConfigStore.Problems"/>): becomes part of the next snapshot's problems.</summary>
    public IReadOnlyList<ConfigProblem> SourceProblems { get; set; } = [];

    /// <summary>Number of resources.</summary>
    public int Count => _resources.Count;

    /// <summary>Takes over what has changed.</summary>
    public void Apply(IEnumerable<ResourceChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Resource is null)
            {
                _resources.Remove(change.Key);
            }
            else
            {
                _resources[change.Key] = change.Resource;
            }
        }
    }

    /// <summary>The resources in ordinal order of namespace, then name, then kind.</summary>
    public IReadOnlyList<Resource> Ordered()
    {
        var list = _resources.Values.ToList();
        list.Sort(static (a, b) =>
        {
            var order = string.CompareOrdinal(a.Key.Namespace, b.Key.Namespace);
            order = order != 0 ? order : string.CompareOrdinal(a.Key.Name, b.Key.Name);
            return order != 0 ? order : string.CompareOrdinal(a.Key.Kind, b.Key.Kind);
        });
        return list;
    }
}
