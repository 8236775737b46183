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
            : UriParser.Parse(operand, out var error) is null ? UriTexts.Unparsable(operand, error)
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
            return Unparsable(left, error);
        }

        if (UriParser.Parse(right, out error) is not { } second)
        {
            return Unparsable(right, error);
        }

        if (!string.Equals(first.Scheme, second.Scheme, StringComparison.Ordinal))
        {
            return null;
        }

        var isWeb = first.Scheme is "http" or "https";
        if (isWeb)
        {
            if (CompareHosts(first, second, out var sameHost) is { } host)
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

    /// <summary>As the reference words it.</summary>
    public static string Unparsable(string text, string? why) => $"error converting string to uri '{text}': '{why}'";

    private static string? CompareHosts(ParsedUri left, ParsedUri right, out bool equal)
    {
        Span<byte> first = stackalloc byte[16];
        Span<byte> second = stackalloc byte[16];
        var leftIsAddress = left.IsAddress && IpFunction.TryParse(left.HostName, first);
        var rightIsAddress = right.IsAddress && IpFunction.TryParse(right.HostName, second);
        if (!leftIsAddress && !rightIsAddress)
        {
            return DomainNames.Compare(Decode(left.HostName), Decode(right.HostName), out equal);
        }

        // The reference cannot compare addresses at all; a name beside one must still be a name.
        equal = leftIsAddress && rightIsAddress && first.SequenceEqual(second);
        var name = Decode(leftIsAddress ? right.HostName : left.HostName);
        return leftIsAddress == rightIsAddress ? null : DomainNames.Map(ref name);
    }

    private static string Decode(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
}
