namespace Mixer.Attributes;

/// <summary>The beginning of a caller's text, for messages: it may be as long as a request, and a message may hold many.</summary>
public static class Excerpt
{
    private const int Longest = 256;

    /// <summary>The text itself up to 256 characters; of a longer one those and <c>...</c>. No character is split.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest), "...");
    }
}
