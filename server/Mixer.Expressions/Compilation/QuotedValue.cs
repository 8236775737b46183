using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>A caller's value inside an error text: cut where it is long, since a message may hold many errors.</summary>
internal static class QuotedValue
{
    private const int Longest = 256;

    public static string Of(in AttributeValue value)
    {
        var text = value.ToString();
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "...");
    }
}
