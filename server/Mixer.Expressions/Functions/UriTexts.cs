using System.Text;
using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>uri(text)</c>: the text unchanged, if it can be parsed.</summary>
internal readonly struct UriFunction : IUnary<string, UriValue>
{
    public static string? Apply(string operand, out UriValue result)
    {
        result = new UriValue(operand);
        return operand.Length == 0 ? "error converting string to uri: empty string"
            : UriParser.Parse(operand, out var error) is null ? $"error converting string to uri '{operand}': '{error}'"
            : null;
    }
}

/// <summary>Equality of URIs (spec 02 section 11).</summary>
internal static class UriTexts
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = false;
        if (UriParser.Parse(left, out var error) is not { } first)
        {
            return error;
        }

        if (UriParser.Parse(right, out error) is not { } second)
        {
            return error;
        }

        if (!string.Equals(first.Scheme, second.Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var isWeb = first.Scheme is "http" or "https";
        if (isWeb)
        {
            if (CompareHosts(first.HostName, second.HostName, out var sameHost) is { } host)
            {
                return host;
            }

            if (!sameHost || !string.Equals(first.Port, second.Port, StringComparison.Ordinal))
            {
                return null;
            }
        }

        equal = string.Equals(first.Rest(!isWeb), second.Rest(!isWeb), StringComparison.Ordinal);
        return null;
    }

    private static string? CompareHosts(string left, string right, out bool equal)
    {
        Span<byte> first = stackalloc byte[16];
        Span<byte> second = stackalloc byte[16];
        var leftIsAddress = left.Contains(':', StringComparison.Ordinal) && IpFunction.TryParse(left, first);
        var rightIsAddress = right.Contains(':', StringComparison.Ordinal) && IpFunction.TryParse(right, second);
        if (leftIsAddress || rightIsAddress)
        {
            equal = leftIsAddress && rightIsAddress && first.SequenceEqual(second);
            return null;
        }

        return DomainNames.Compare(Decode(left), Decode(right), out equal);
    }

    private static string Decode(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
}
