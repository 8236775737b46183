namespace Mixer.Server.Introspection;

/// <summary>Names of this code in the case that operators know.</summary>
internal static class WordCase
{
    /// <summary><c>StringMap</c> as <c>STRING_MAP</c>.</summary>
    public static string UpperSnake(string name) =>
        string.Concat(name.Select((letter, index) => (index > 0 && char.IsAsciiLetterUpper(letter) ? "_" : "") + char.ToUpperInvariant(letter)));
}
