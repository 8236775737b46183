using System.Globalization;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Server.Introspection;

/// <summary>Values of calls as the console shows them, or only what kind of value it is.</summary>
internal sealed class ValueText(bool isMasked)
{
    private const int Longest = 1000;

    public string Of(in AttributeValue value)
    {
        if (value.IsNone)
        {
            return "absent";
        }

        if (isMasked)
        {
            return value.Kind switch
            {
                AttributeKind.String => string.Create(CultureInfo.InvariantCulture, $"string, {value.AsString.Length} characters"),
                AttributeKind.Bytes => string.Create(CultureInfo.InvariantCulture, $"bytes, {value.AsBytes.Length} long"),
                _ => value.Kind.ToString().ToLowerInvariant(),
            };
        }

        var text = Excerpt.Of(value.ToString(), Longest);
        return value.Kind == AttributeKind.String ? $"\"{text}\"" : text;
    }
}
