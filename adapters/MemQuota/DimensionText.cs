using System.Globalization;
using System.Net;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.MemQuota;

/// <summary>The text of a dimension in the configuration, read once in every way in which it can be read. Immutable.</summary>
internal sealed class DimensionText
{
    private readonly string _text;
    private readonly long? _integer;
    private readonly double? _number;
    private readonly bool? _truth;
    private readonly Duration? _duration;
    private readonly Timestamp? _timestamp;
    private readonly IpAddress? _address;

    public DimensionText(string text)
    {
        _text = text;
        _integer = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) ? integer : null;
        _number = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        _truth = text switch
        {
            "1" or "t" or "T" or "true" or "TRUE" or "True" => true,
            "0" or "f" or "F" or "false" or "FALSE" or "False" => false,
            _ => null,
        };
        _duration = Duration.TryParse(text, out var duration) ? duration : null;
        _timestamp = Rfc3339.TryParse(text, out var timestamp) ? timestamp : null;

        // Only whole addresses: IPAddress also takes "1" and "1.2.3".
        var isWhole = text.Contains(':', StringComparison.Ordinal) || text.AsSpan().Count('.') == 3;
        _address = isWhole && !text.AsSpan().ContainsAny("%[]") && IPAddress.TryParse(text, out var address)
            ? new IpAddress(address.GetAddressBytes())
            : null;
    }

    /// <summary>True if <paramref name="value"/> is what the text says; no value equals the empty text.</summary>
    public bool Matches(AttributeValue value) =>
        value.Kind switch
        {
            AttributeKind.Int64 => _integer == value.AsInt64,
            AttributeKind.Double => _number == value.AsDouble,
            AttributeKind.Bool => _truth == value.AsBool,
            AttributeKind.Duration => _duration == value.AsDuration,
            AttributeKind.Timestamp => _timestamp == value.AsTimestamp,
            AttributeKind.Bytes => _address == new IpAddress(value.AsBytes),
            _ => string.Equals(_text, QuotaKey.Render(value), StringComparison.Ordinal),
        };
}
