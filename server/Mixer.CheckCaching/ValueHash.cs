using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>Hashes of attribute values that callers cannot make collide at will: maps by content, in any order of entries.</summary>
internal static class ValueHash
{
    public static int Of(in AttributeValue value)
    {
        if (value.Kind != AttributeKind.StringMap)
        {
            return value.GetHashCode();
        }

        var sum = 0;
        foreach (var (key, text) in value.AsStringMap)
        {
            sum = unchecked(sum + HashCode.Combine(key, text));
        }

        return sum;
    }
}
