namespace Mixer.Config.Yaml;

/// <summary>Collects the entries of one mapping: the last of equal keys counts, keys of the mapping itself count before merged ones.</summary>
internal sealed class MapEntries(List<DuplicateKey> duplicates)
{
    private readonly List<ConfigEntry> _entries = [];
    private List<ConfigEntry>? _merged;
    private Dictionary<string, int>? _index;

    public void Set(ConfigScalar key, ConfigNode value)
    {
        var text = key.IsNull ? "null" : key.NormalText;
        var at = IndexOf(text);
        if (at >= 0)
        {
            duplicates.Add(new DuplicateKey(_entries[at].KeyNode, key));
            _entries[at] = new ConfigEntry(text, key, value);
            return;
        }

        _index?.Add(text, _entries.Count);
        _entries.Add(new ConfigEntry(text, key, value));
    }

    public bool TryMerge(ConfigNode value)
    {
        switch (value)
        {
            case ConfigMap map:
                (_merged ??= []).AddRange(map.Entries);
                return true;
            case ConfigList list:
                foreach (var item in list.Items)
                {
                    if (item is not ConfigMap part)
                    {
                        return false;
                    }

                    (_merged ??= []).AddRange(part.Entries);
                }

                return true;
            default:
                return false;
        }
    }

    public ConfigMap ToMap(int line, int column)
    {
        foreach (var entry in _merged ?? [])
        {
            if (IndexOf(entry.Key) < 0)
            {
                Set(entry.KeyNode, entry.Value);
            }
        }

        return new ConfigMap(line, column, [.. _entries]);
    }

    private int IndexOf(string key)
    {
        if (_index is null && _entries.Count >= 16)
        {
            _index = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < _entries.Count; i++)
            {
                _index.Add(_entries[i].Key, i);
            }
        }

        if (_index is not null)
        {
            return _index.TryGetValue(key, out var known) ? known : -1;
        }

        for (var i = 0; i < _entries.Count; i++)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
