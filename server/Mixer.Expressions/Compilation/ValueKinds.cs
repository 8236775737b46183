using System.Diagnostics.CodeAnalysis;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>How values of one static type are carried in a bag (spec 02 section 8).</summary>
internal interface IValueKind<T>
{
    /// <summary>As error messages call it.</summary>
    static abstract string Name { get; }

    /// <summary>False if <paramref name="value"/> is of a kind that this type does not accept.</summary>
    static abstract bool TryRead(in AttributeValue value, [MaybeNullWhen(false)] out T result);

    /// <summary>The value in the form of a bag.</summary>
    static abstract AttributeValue Wrap(T value);
}

internal readonly struct StringKind : IValueKind<string>
{
    public static string Name => "string";

    public static bool TryRead(in AttributeValue value, [MaybeNullWhen(false)] out string result)
    {
        var fits = value.Kind == AttributeKind.String;
        result = fits ? value.AsString : null;
        return fits;
    }

    public static AttributeValue Wrap(string value) => new(value);
}

internal readonly struct Int64Kind : IValueKind<long>
{
    public static string Name => "integer or duration";

    public static bool TryRead(in AttributeValue value, out long result)
    {
        result = value.AsInt64;
        return value.Kind is AttributeKind.Int64 or AttributeKind.Duration;
    }

    public static AttributeValue Wrap(long value) => new(value);
}

internal readonly struct DurationKind : IValueKind<Duration>
{
    public static string Name => "integer or duration";

    public static bool TryRead(in AttributeValue value, out Duration result)
    {
        result = value.AsDuration;
        return value.Kind is AttributeKind.Int64 or AttributeKind.Duration;
    }

    public static AttributeValue Wrap(Duration value) => new(value);
}

internal readonly struct DoubleKind : IValueKind<double>
{
    public static string Name => "double";

    public static bool TryRead(in AttributeValue value, out double result)
    {
        result = value.AsDouble;
        return value.Kind == AttributeKind.Double;
    }

    public static AttributeValue Wrap(double value) => new(value);
}

internal readonly struct BoolKind : IValueKind<bool>
{
    public static string Name => "bool";

    public static bool TryRead(in AttributeValue value, out bool result)
    {
        result = value.AsBool;
        return value.Kind == AttributeKind.Bool;
    }

    public static AttributeValue Wrap(bool value) => new(value);
}

internal readonly struct TimestampKind : IValueKind<Timestamp>
{
    public static string Name => "timestamp";

    public static bool TryRead(in AttributeValue value, out Timestamp result)
    {
        result = value.AsTimestamp;
        return value.Kind == AttributeKind.Timestamp;
    }

    public static AttributeValue Wrap(Timestamp value) => new(value);
}

internal readonly struct IpAddressKind : IValueKind<IpAddress>
{
    public static string Name => "IP address";

    public static bool TryRead(in AttributeValue value, out IpAddress result)
    {
        var fits = value.Kind == AttributeKind.Bytes;
        result = fits ? new IpAddress(value.AsBytes) : default;
        return fits;
    }

    public static AttributeValue Wrap(IpAddress value) => new(value.ToArray());
}

internal readonly struct DnsNameKind : IValueKind<DnsName>
{
    public static string Name => "string";

    public static bool TryRead(in AttributeValue value, out DnsName result)
    {
        var fits = value.Kind == AttributeKind.String;
        result = fits ? new DnsName(value.AsString) : default;
        return fits;
    }

    public static AttributeValue Wrap(DnsName value) => new(value.Text ?? "");
}

internal readonly struct EmailAddressKind : IValueKind<EmailAddress>
{
    public static string Name => "string";

    public static bool TryRead(in AttributeValue value, out EmailAddress result)
    {
        var fits = value.Kind == AttributeKind.String;
        result = fits ? new EmailAddress(value.AsString) : default;
        return fits;
    }

    public static AttributeValue Wrap(EmailAddress value) => new(value.Text ?? "");
}

internal readonly struct UriKind : IValueKind<UriValue>
{
    public static string Name => "string";

    public static bool TryRead(in AttributeValue value, out UriValue result)
    {
        var fits = value.Kind == AttributeKind.String;
        result = fits ? new UriValue(value.AsString) : default;
        return fits;
    }

    public static AttributeValue Wrap(UriValue value) => new(value.Text ?? "");
}

/// <summary>A map and the attribute that it came from, so that its keys are recorded where they belong.</summary>
/// <param name="Map">The map.</param>
/// <param name="Slot">Slot of the attribute; -1 if it is none.</param>
internal readonly record struct MapReference(StringMap Map, int Slot);

/// <summary>Maps; only for constants and messages, <see cref="MapAttributeNode"/> reads attributes.</summary>
internal readonly struct StringMapKind : IValueKind<MapReference>
{
    public static string Name => "string map";

    public static bool TryRead(in AttributeValue value, out MapReference result)
    {
        var fits = value.Kind == AttributeKind.StringMap;
        result = fits ? new MapReference(value.AsStringMap, -1) : default;
        return fits;
    }

    public static AttributeValue Wrap(MapReference value) => new(value.Map);
}
