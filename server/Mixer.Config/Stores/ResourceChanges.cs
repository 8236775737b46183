namespace Mixer.Config.Stores;

/// <summary>Finds what is different between two states of a store.</summary>
internal static class ResourceChanges
{
    /// <summary>Updates first, then deletions, each in ordinal order of full names.</summary>
    public static List<ResourceChange> Between(IReadOnlyDictionary<ResourceKey, Resource> before, IReadOnlyDictionary<ResourceKey, Resource> after)
    {
        var touched = new HashSet<string>(StringComparer.Ordinal);
        var updates = new List<ResourceChange>();
        foreach (var (key, resource) in after)
        {
            if (!before.TryGetValue(key, out var old) || old.Version != resource.Version)
            {
                updates.Add(new ResourceChange(key, resource));
                touched.Add(resource.Location.File);
            }
        }

        // A neighbour of a change may have moved; its new place goes along so that messages point to the right line.
        if (touched.Count > 0 && before.Count > 0)
        {
            foreach (var (key, resource) in after)
            {
                if (touched.Contains(resource.Location.File) && before.TryGetValue(key, out var old) && old.Version == resource.Version && old.Location != resource.Location)
                {
                    updates.Add(new ResourceChange(key, resource, IsMove: true));
                }
            }
        }

        updates.Sort(ByName);
        var deletions = new List<ResourceChange>();
        foreach (var key in before.Keys)
        {
            if (!after.ContainsKey(key))
            {
                deletions.Add(new ResourceChange(key, null));
            }
        }

        deletions.Sort(ByName);
        updates.AddRange(deletions);
        return updates;
    }

    private static int ByName(ResourceChange a, ResourceChange b) => ResourceKey.CompareNames(a.Key, b.Key);
}
