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

    private static string Escape(string line) => line.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
