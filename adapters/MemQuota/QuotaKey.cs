using System.Globalization;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>The name of a counter: one for each quota instance and set of dimensions.</summary>
internal static class QuotaKey
{
    /// <summary>
    /// The instance and its dimensions, sorted by name: <c>;name=length:value</c>. The lengths keep two sets of dimensions apart whatever
    /// their values hold.
    /// </summary>
    public static string Create(string instance, IReadOnlyDictionary<string, AttributeValue> dimensions)
    {
        if (dimensions.Count == 0)
        {
            return instance;
        }

        var names = new string[dimensions.Count];
        var n = 0;
        foreach (var (name, _) in dimensions)
        {
            names[n++] = name;
        }

        Array.Sort(names, StringComparer.Ordinal);
        var key = new StringBuilder(instance);
        foreach (var name in names)
        {
            var value = Render(dimensions[name]);
            key.Append(';').Append(name).Append('=').Append(value.Length).Append(':').Append(value);
        }

        return key.ToString();
    }

    /// <summary>The text of a value; of a map, <c>k=v&amp;k=v</c> sorted by key, and of nothing, the empty text.</summary>
    public static string Render(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.String => value.AsString,
            AttributeKind.Int64 => value.AsInt64.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Bytes => new IpAddress(value.AsBytes).ToString(),
            AttributeKind.StringMap => string.Join('&', value.AsStringMap
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => entry.Key + "=" + entry.Value)),
            _ => value.ToString(),
        };
}
