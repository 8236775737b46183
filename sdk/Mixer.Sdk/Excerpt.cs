namespace Mixer.Sdk;

/// <summary>The beginning of a text for messages: what callers send may be as long as a request, and one message may quote it many times.</summary>
public static class Excerpt
{
    /// <summary>The text itself if it has at most <paramref name="longest"/> characters; otherwise those and <c>...</c>. No character is split.</summary>
    public static string Of(string text, int longest = 256)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        return text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "...");
    }
}
