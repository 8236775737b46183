using System.Collections;
using Mixer.Sdk.Values;

namespace Mixer.Sdk.Testing;

/// <summary>
/// The attributes of one call, as a test writes them: <c>new AttributeSet { { "source.name", "client" }, { "response.code", 200 } }</c>. Not thread-safe while it
/// is filled.
/// </summary>
public sealed class AttributeSet : IReadOnlyCollection<KeyValuePair<string, AttributeValue>>
{
    private readonly Dictionary<string, AttributeValue> _values = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <summary>Adds a value of any kind; a name can be given once.</summary>
    public void Add(string name, AttributeValue value) => _values.Add(name, value);

    /// <summary>Adds text.</summary>
    public void Add(string name, string value) => Add(name, new AttributeValue(value));

    /// <summary>Adds an integer.</summary>
    public void Add(string name, long value) => Add(name, new AttributeValue(value));

    /// <summary>Adds a floating point number.</summary>
    public void Add(string name, double value) => Add(name, new AttributeValue(value));

    /// <summary>Adds a truth value.</summary>
    public void Add(string name, bool value) => Add(name, new AttributeValue(value));

    /// <summary>Adds a point in time.</summary>
    public void Add(string name, Timestamp value) => Add(name, new AttributeValue(value));

    /// <summary>Adds a span of time.</summary>
    public void Add(string name, Duration value) => Add(name, new AttributeValue(value));

    /// <summary>Adds bytes, for example those of an IP address; the array must not change afterwards.</summary>
    public void Add(string name, byte[] value) => Add(name, new AttributeValue(value));

    /// <summary>Adds a map; it must not change afterwards.</summary>
    public void Add(string name, IReadOnlyDictionary<string, string> value) => Add(name, new AttributeValue(StringMap.Create(value)));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
