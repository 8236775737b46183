using System.Buffers;
using System.Globalization;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>
/// JSON as the adapter writes it (spec 06 section 7): only what JSON demands is escaped, so <c>&lt; &gt; &amp;</c> and all other text stay
/// readable, which <see cref="System.Text.Json.Utf8JsonWriter"/> does not offer byte for byte.
/// </summary>
internal static class JsonText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
        "\"\\\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000a\u000b\u000c\u000d\u000e\u000f"
        + "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f");

    /// <summary>A string with its quotes. Half of a surrogate pair, which UTF-8 cannot hold, becomes the text <c>\ufffd</c>.</summary>
    public static void WriteString(IBufferWriter<byte> writer, ReadOnlySpan<char> text)
    {
        writer.Write("\""u8);
        while (!text.IsEmpty)
        {
            var clean = CleanLength(text);
            if (clean > 0)
            {
                WriteRaw(writer, text[..clean]);
            }

            if (clean < text.Length)
            {
                WriteEscape(writer, text[clean++]);
            }

            text = text[clean..];
        }

        writer.Write("\""u8);
    }

    /// <summary>A value: numbers, truth values and maps as JSON has them, everything else as a string of its text form; no value is null.</summary>
    /// <param name="writer">Takes the bytes.</param>
    /// <param name="value">The value.</param>
    /// <param name="spaced">A space after each colon and comma within a map.</param>
    public static void WriteValue(IBufferWriter<byte> writer, AttributeValue value, bool spaced)
    {
        switch (value.Kind)
        {
            case AttributeKind.None:
                writer.Write("null"u8);
                break;
            case AttributeKind.Int64:
                WriteInteger(writer, value.AsInt64);
                break;
            case AttributeKind.Double when double.IsFinite(value.AsDouble):
                WriteRaw(writer, TextForm.Of(value.AsDouble));
                break;
            case AttributeKind.Bool:
                writer.Write(value.AsBool ? "true"u8 : "false"u8);
                break;
            case AttributeKind.StringMap:
                WriteMap(writer, value.AsStringMap, spaced);
                break;
            default:
                WriteString(writer, TextForm.Of(value));
                break;
        }
    }

    /// <summary>Text that needs no escapes.</summary>
    public static void WriteRaw(IBufferWriter<byte> writer, ReadOnlySpan<char> text)
    {
        var span = writer.GetSpan(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        writer.Advance(System.Text.Encoding.UTF8.GetBytes(text, span));
    }

    private static void WriteInteger(IBufferWriter<byte> writer, long value)
    {
        var span = writer.GetSpan(20);
        value.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        writer.Advance(written);
    }

    private static void WriteMap(IBufferWriter<byte> writer, StringMap map, bool spaced)
    {
        writer.Write("{"u8);
        var first = true;
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!first)
            {
                writer.Write(spaced ? ", "u8 : ","u8);
            }

            first = false;
            WriteString(writer, key);
            writer.Write(spaced ? ": "u8 : ":"u8);
            WriteString(writer, value);
        }

        writer.Write("}"u8);
    }

    private static int CleanLength(ReadOnlySpan<char> text)
    {
        var special = text.IndexOfAny(Special);
        var clean = special < 0 ? text.Length : special;
        var surrogates = text[..clean].IndexOfAnyInRange('\ud800', '\udfff');
        while (surrogates >= 0)
        {
            if (Rune.DecodeFromUtf16(text[surrogates..clean], out _, out var consumed) != OperationStatus.Done)
            {
                return surrogates;
            }

            var next = text[(surrogates + consumed)..clean].IndexOfAnyInRange('\ud800', '\udfff');
            surrogates = next < 0 ? -1 : surrogates + consumed + next;
        }

        return clean;
    }

    private static void WriteEscape(IBufferWriter<byte> writer, char special)
    {
        switch (special)
        {
            case '"':
                writer.Write("\\\""u8);
                break;
            case '\\':
                writer.Write("\\\\"u8);
                break;
            case '\n':
                writer.Write("\\n"u8);
                break;
            case '\r':
                writer.Write("\\r"u8);
                break;
            case '\t':
                writer.Write("\\t"u8);
                break;
            case >= '\ud800':
                writer.Write("\\ufffd"u8);
                break;
            default:
                WriteRaw(writer, string.Create(CultureInfo.InvariantCulture, $"\\u{(int)special:x4}"));
                break;
        }
    }
}
