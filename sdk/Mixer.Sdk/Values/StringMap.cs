using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Mixer.Sdk.Values;

/// <summary>
/// A read-only map from text to text: an attribute such as <c>request.headers</c>, or an instance field. Content does not change and
/// may be read from any thread.
/// </summary>
public abstract class StringMap : IReadOnlyDictionary<string, string>
{
    // Up to here comparing key by key is faster than hashing one.
    private const int MaxSmall = 8;

    /// <summary>The map without entries.</summary>
    public static StringMap Empty { get; } = new Plain(new Dictionary<string, string>());

    /// <summary>A map over <paramref name="entries"/>, which must not change afterwards.</summary>
    public static StringMap Create(IReadOnlyDictionary<string, string> entries) => entries.Count <= MaxSmall ? new Small(entries) : new Plain(entries);

    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<string> Keys { get; }

    /// <inheritdoc/>
    public IEnumerable<string> Values => this.Select(entry => entry.Value);

    /// <inheritdoc/>
    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"no such key: '{key}'");

    /// <inheritdoc/>
    public bool ContainsKey(string key) => TryGetValue(key, out _);

    /// <inheritdoc/>
    public abstract bool TryGetValue(string key, [MaybeNullWhen(false)] out string value);

    /// <inheritdoc/>
    public abstract IEnumerator<KeyValuePair<string, string>> GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True if both maps hold the same keys with the same values.</summary>
    public bool ContentEquals(StringMap other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        foreach (var (key, value) in this)
        {
            if (!other.TryGetValue(key, out var theirs) || !string.Equals(value, theirs, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>map[a:b c:d]</c>, sorted by key.</summary>
    public override string ToString() =>
        "map[" + string.Join(' ', this.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => e.Key + ":" + e.Value)) + "]";

    private sealed class Plain(IReadOnlyDictionary<string, string> entries) : StringMap
    {
        public override int Count => entries.Count;

        public override IEnumerable<string> Keys => entries.Keys;

        public override bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => entries.TryGetValue(key, out value);

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => entries.GetEnumerator();
    }

    private sealed class Small(IReadOnlyDictionary<string, string> entries) : StringMap
    {
        private readonly KeyValuePair<string, string>[] _entries = [.. entries];

        public override int Count => _entries.Length;

        public override IEnumerable<string> Keys => _entries.Select(entry => entry.Key);

        public override bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            foreach (ref readonly var entry in _entries.AsSpan())
            {
                if (string.Equals(entry.Key, key))
                {
                    value = entry.Value;
                    return true;
                }
            }

            value = null;
            return false;
        }

        public override IEnumerator<KeyValuePair<string, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, string>>)_entries).GetEnumerator();
    }
}
