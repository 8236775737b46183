using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>Words of display names in the encoding of RFC 2047: <c>=?charset?q?text?=</c>.</summary>
internal static class EncodedWord
{
    /// <summary>The decoded word; the word itself if it is not encoded. Null, with its name, if it is in a character set that the reference does not know.</summary>
    public static string? Decode(string word, out string charset)
    {
        charset = "";
        if (word.Length < 8 || !word.StartsWith("=?", StringComparison.Ordinal) || word[2..^2].Split('?') is not [{ Length: > 0 } name, [var encoding], var text]
            || !word.EndsWith("?=", StringComparison.Ordinal) || DecodeText(encoding, text) is not { } bytes)
        {
            return word;
        }

        charset = name;
        return name.ToLowerInvariant() switch
        {
            "utf-8" => Encoding.UTF8.GetString(bytes),
            "iso-8859-1" => Encoding.Latin1.GetString(bytes),
            "us-ascii" => Encoding.ASCII.GetString(bytes),
            _ => null,
        };
    }

    private static byte[]? DecodeText(char encoding, string text)
    {
        if (encoding is 'b' or 'B')
        {
            var decoded = new byte[text.Length];
            return Convert.TryFromBase64String(text, decoded, out var length) ? decoded[..length] : null;
        }

        if (encoding is not ('q' or 'Q'))
        {
            return null;
        }

        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '=')
            {
                if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                {
                    return null;
                }

                bytes.AddRange(Convert.FromHexString(text.AsSpan(i + 1, 2)));
                i += 2;
            }
            else if (text[i] is >= ' ' and <= '~' or '\t')
            {
                bytes.Add((byte)(text[i] == '_' ? ' ' : text[i]));
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
