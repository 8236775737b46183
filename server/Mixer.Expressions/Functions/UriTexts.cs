using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

internal readonly struct UriFunction : IUnary<string, UriValue>
{
    public static string? Apply(string operand, out UriValue result)
    {
        result = new UriValue(operand);
        return operand.Length == 0 ? "error converting string to uri: empty string" : null;
    }
}

internal static class UriTexts
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = string.Equals(left, right, StringComparison.Ordinal);
        return null;
    }
}
