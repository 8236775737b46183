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

    // Most text is this and nothing else: one look, one copy.
    private static readonly SearchValues<char> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code).Except("\"\\")]);

    /// <summary>A string with its quotes, in bytes of its own.</summary>
    public static byte[] Quote(string text)
    {
        var buffer = new LineBuffer();
        WriteString(buffer, text);
        return buffer.Written.ToArray();
    }

    /// <summary>A string with its quotes. Half of a surrogate pair, which UTF-8 cannot hold, becomes the text <c>\ufffd</c>.</summary>
    public static void WriteString(LineBuffer writer, ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(Plain))
        {
            var span = writer.Reserve(text.Length + 2);
            span[0] = (byte)'"';
            System.Text.Encoding.UTF8.GetBytes(text, span[1..]);
            span[text.Length + 1] = (byte)'"';
            writer.Advance(text.Length + 2);
            return;
        }

        writer.Append("\""u8);
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

        writer.Append("\""u8);
    }

    /// <summary>A value: numbers, truth values and maps as JSON has them, everything else as a string of its text form; no value is null.</summary>
    /// <param name="writer">Takes the bytes.</param>
    /// <param name="value">The value.</param>
    /// <param name="spaced">A space after each colon and comma within a map.</param>
    public static void WriteValue(LineBuffer writer, in AttributeValue value, bool spaced)
    {
        switch (value.Kind)
        {
            case AttributeKind.None:
                writer.Append("null"u8);
                break;
            case AttributeKind.Int64:
            case AttributeKind.Double when double.IsFinite(value.AsDouble):
                WriteText(writer, value);
                break;
            case AttributeKind.Bool:
                writer.Append(value.AsBool ? "true"u8 : "false"u8);
                break;
            case AttributeKind.StringMap:
                WriteMap(writer, value.AsStringMap, spaced);
                break;
            case AttributeKind.String:
                WriteString(writer, value.AsString);
                break;
            default:
                // The text of everything else holds nothing that JSON would escape.
                writer.Append("\""u8);
                WriteText(writer, value);
                writer.Append("\""u8);
                break;
        }
    }

    /// <summary>The text form of a value, without quotes and escapes.</summary>
    public static void WriteText(LineBuffer writer, in AttributeValue value)
    {
        if (TextForm.TryFormat(value, writer.Reserve(64), out var written))
        {
            writer.Advance(written);
        }
        else
        {
            WriteRaw(writer, TextForm.Of(value));
        }
    }

    /// <summary>Text that needs no escapes.</summary>
    public static void WriteRaw(LineBuffer writer, ReadOnlySpan<char> text)
    {
        var span = writer.Reserve(System.Text.Encoding.UTF8.GetMaxByteCount(text.Length));
        writer.Advance(System.Text.Encoding.UTF8.GetBytes(text, span));
    }

    private static void WriteMap(LineBuffer writer, StringMap map, bool spaced)
    {
        writer.Append("{"u8);
        var first = true;
        foreach (var (key, value) in map.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!first)
            {
                writer.Append(spaced ? ", "u8 : ","u8);
            }

            first = false;
            WriteString(writer, key);
            writer.Append(spaced ? ": "u8 : ":"u8);
            WriteString(writer, value);
        }

        writer.Append("}"u8);
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

    private static void WriteEscape(LineBuffer writer, char special)
    {
        switch (special)
        {
            case '"':
                writer.Append("\\\""u8);
                break;
            case '\\':
                writer.Append("\\\\"u8);
                break;
            case '\n':
                writer.Append("\\n"u8);
                break;
            case '\r':
                writer.Append("\\r"u8);
                break;
            case '\t':
                writer.Append("\\t"u8);
                break;
            case >= '\ud800':
                writer.Append("\\ufffd"u8);
                break;
            default:
                WriteRaw(writer, string.Create(CultureInfo.InvariantCulture, $"\\u{(int)special:x4}"));
                break;
        }
    }
}
