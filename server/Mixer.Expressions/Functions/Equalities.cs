using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

internal readonly struct StringEquality : IEquality<string>
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = string.Equals(left, right);
        return null;
    }
}

internal readonly struct Int64Equality : IEquality<long>
{
    public static string? Compare(long left, long right, out bool equal)
    {
        equal = left == right;
        return null;
    }
}

internal readonly struct BoolEquality : IEquality<bool>
{
    public static string? Compare(bool left, bool right, out bool equal)
    {
        equal = left == right;
        return null;
    }
}

/// <summary>By bits: a NaN equals itself, zero does not equal negative zero (spec 02 section 8).</summary>
internal readonly struct DoubleEquality : IEquality<double>
{
    public static string? Compare(double left, double right, out bool equal)
    {
        equal = BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
        return null;
    }
}

internal readonly struct DurationEquality : IEquality<Duration>
{
    public static string? Compare(Duration left, Duration right, out bool equal)
    {
        equal = left == right;
        return null;
    }
}

internal readonly struct TimestampEquality : IEquality<Timestamp>
{
    public static string? Compare(Timestamp left, Timestamp right, out bool equal)
    {
        equal = left == right;
        return null;
    }
}

internal readonly struct IpAddressEquality : IEquality<IpAddress>
{
    public static string? Compare(IpAddress left, IpAddress right, out bool equal)
    {
        equal = left.Equals(right);
        return null;
    }
}

internal readonly struct StringMapEquality : IEquality<StringMap>
{
    public static string? Compare(StringMap left, StringMap right, out bool equal)
    {
        equal = left.ContentEquals(right);
        return null;
    }
}

internal readonly struct DnsNameEquality : IEquality<DnsName>
{
    public static string? Compare(DnsName left, DnsName right, out bool equal) =>
        DomainNames.Compare(left.ToString(), right.ToString(), out equal);
}

internal readonly struct EmailAddressEquality : IEquality<EmailAddress>
{
    public static string? Compare(EmailAddress left, EmailAddress right, out bool equal) =>
        MailAddresses.Compare(left.ToString(), right.ToString(), out equal);
}

internal readonly struct UriEquality : IEquality<UriValue>
{
    public static string? Compare(UriValue left, UriValue right, out bool equal) =>
        UriTexts.Compare(left.ToString(), right.ToString(), out equal);
}
