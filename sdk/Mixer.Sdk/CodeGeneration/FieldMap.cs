using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>The keys that an operator gave a map field, shared by the maps of all its instances. Immutable.</summary>
internal sealed class FieldKeys
{
    private readonly FrozenDictionary<string, int> _places;
    private readonly int[] _placeOfEntry;

    /// <summary>The keys of all entries; of two entries with one key the later one gives the value.</summary>
    public FieldKeys(IEnumerable<string> keys)
    {
        string[] all = [.. keys];
        Names = [.. all.Distinct(StringComparer.Ordinal)];
        _places = Names.Select((name, place) => KeyValuePair.Create(name, place)).ToFrozenDictionary(StringComparer.Ordinal);
        _placeOfEntry = [.. all.Select(key => _places[key])];
    }

    public string[] Names { get; }

    public int PlaceOfEntry(int index) => _placeOfEntry[index];

    public bool TryGetPlace(string name, out int place) => _places.TryGetValue(name, out place);
}

/// <summary>A map field of one instance: values of its own under shared keys, so that an instance costs no hash table. Immutable.</summary>
internal sealed class FieldMap<T>(FieldKeys keys, T[] values) : IReadOnlyDictionary<string, T>
{
    public int Count => values.Length;

    public IEnumerable<string> Keys => keys.Names;

    public IEnumerable<T> Values => values;

    public T this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"no such key: '{key}'");

    public bool ContainsKey(string key) => keys.TryGetPlace(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        var found = keys.TryGetPlace(key, out var place);
        value = found ? values[place] : default;
        return found;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator()
    {
        for (var place = 0; place < values.Length; place++)
        {
            yield return new(keys.Names[place], values[place]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
