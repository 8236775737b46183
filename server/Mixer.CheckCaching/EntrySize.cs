using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>
/// About how many bytes a verdict holds on to by what callers sent: texts, byte strings and maps that it depends on, names of map keys, its own text. The fixed part, a few hundred bytes, is
/// not in it.
/// </summary>
internal static class EntrySize
{
    /// <summary>The most bytes that one verdict may hold. The cache is bounded by entries, so an entry must be.</summary>
    public const long Largest = 16 * 1024;

    // Its place in the dictionary's table, and the headers of two strings.
    private const int OfPair = 64;

    public static long Of(string? text) => (text?.Length ?? 0) * (long)sizeof(char);

    public static long Of(in AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => Of(value.AsString),
        AttributeKind.Bytes => value.AsBytes.Length,
        AttributeKind.StringMap => Of(value.AsStringMap),
        _ => 0,
    };

    /// <summary>The names of the map keys, which expressions may take from a request.</summary>
    public static long Of(ReferencedAttributes references)
    {
        var size = 0L;
        foreach (ref readonly var key in references.KeySpan)
        {
            size += Of(key.Key);
        }

        return size;
    }

    public static long Of(in CheckResult result, byte[]? attachment) => Of(result.Status.Message) + (attachment?.Length ?? 0);

    private static long Of(StringMap map)
    {
        var size = 0L;
        foreach (var (key, value) in map)
        {
            size += OfPair + Of(key) + Of(value);
        }

        return size;
    }
}
