using Mixer.Generators.Modelling;

namespace Mixer.Generators.Templates;

/// <summary>Comments of the proto as lines of XML documentation.</summary>
internal static class XmlDocs
{
    /// <summary>The lines of <paramref name="comment"/>, escaped; <paramref name="fallback"/> if it is empty.</summary>
    public static EquatableArray<string> Lines(string comment, string fallback)
    {
        var text = comment.Trim().Length == 0 ? fallback : comment.Trim();
        return text.Split('\n').Select(line => Escape(line.TrimEnd())).ToEquatableArray();
    }

    // Line and control characters that C# or XML would read as something else (U+0085 and U+2028 end a C# comment) become spaces.
    private static string Escape(string line) =>
        new string([.. line.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFFFE' or '\uFFFF' ? ' ' : character)])
            .Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
