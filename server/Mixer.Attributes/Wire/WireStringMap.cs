using System.Diagnostics.CodeAnalysis;
using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>A map attribute over the bytes of its message: a look-up of one key makes the text of one value. All its indexes are known to be good.</summary>
internal sealed class WireStringMap(WireAttributes source) : StringMap
{
    private const int MaxScan = 24;
    private int _entry;
    private Dictionary<string, string>? _all;

    public override int Count => All().Count;

    public override IEnumerable<string> Keys => All().Keys;

    /// <summary>Makes it the map of an entry of the source.</summary>
    public void Reset(int entry)
    {
        _entry = entry;
        _all = null;
    }

    public override bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        ref readonly var place = ref source.Entry(_entry);
        var pairs = source.Pairs(place);
        if (_all is not null || pairs.Length > MaxScan)
        {
            return All().TryGetValue(key, out value);
        }

        ref readonly var set = ref source.SetOf(place);
        for (var i = pairs.Length - 1; i >= 0; i--)
        {
            if (source.WordEquals(pairs[i].Key, set, key))
            {
                return source.TryGetText(pairs[i].Value, set, out value);
            }
        }

        value = null;
        return false;
    }

    public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => All().GetEnumerator();

    private Dictionary<string, string> All()
    {
        if (_all is { } known)
        {
            return known;
        }

        ref readonly var place = ref source.Entry(_entry);
        ref readonly var set = ref source.SetOf(place);
        var pairs = source.Pairs(place);
        var all = new Dictionary<string, string>(pairs.Length, StringComparer.Ordinal);
        foreach (ref readonly var pair in pairs)
        {
            if (source.TryGetText(pair.Key, set, out var key) && source.TryGetText(pair.Value, set, out var value))
            {
                all[key] = value;
            }
        }

        // Two threads may both build it; both are right.
        Volatile.Write(ref _all, all);
        return all;
    }
}
