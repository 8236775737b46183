namespace Mixer.Config.Yaml;

/// <summary>Finds the place that a path such as <c>overrides[2].maxAmount</c> or <c>levels[info]</c> means.</summary>
internal static class FieldPath
{
    /// <summary>The node that <paramref name="path"/> leads to below <paramref name="root"/>, or the last one on the way that exists.</summary>
    public static ConfigNode Find(ConfigNode root, string path)
    {
        var node = root;
        foreach (var step in path.Split(['.', '[', ']'], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = node switch
            {
                ConfigMap map => FindKey(map, step),
                ConfigList list when int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var index) && index >= 0 && index < list.Items.Length => list.Items[index],
                _ => null,
            };
            if (next is null)
            {
                break;
            }

            node = next;
        }

        return node;
    }

    // Adapters may name fields as the proto does, operators as JSON does, or the other way round.
    private static ConfigNode? FindKey(ConfigMap map, string name)
    {
        foreach (var entry in map.Entries)
        {
            if (string.Equals(entry.Key, name, StringComparison.Ordinal)
                || string.Equals(entry.Key.Replace("_", "", StringComparison.Ordinal), name.Replace("_", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase))
            {
                return entry.Value;
            }
        }

        return null;
    }
}
