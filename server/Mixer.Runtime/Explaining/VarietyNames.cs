using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Explaining;

/// <summary>The words for varieties on command lines and in explanations.</summary>
public static class VarietyNames
{
    private static readonly (TemplateVariety Variety, string Name)[] All =
        [.. Enum.GetValues<TemplateVariety>().Select(variety => (variety, NameOf(variety.ToString())))];

    /// <summary>All words, for messages.</summary>
    public static IEnumerable<string> Names => All.Select(entry => entry.Name);

    /// <summary>The word for a variety, for example <c>attribute-generator</c>.</summary>
    public static string Of(TemplateVariety variety) => NameOf(variety.ToString());

    /// <summary>True with the variety that <paramref name="name"/> stands for.</summary>
    public static bool TryParse(string name, out TemplateVariety variety)
    {
        var found = Array.FindIndex(All, entry => string.Equals(entry.Name, name, StringComparison.Ordinal));
        variety = found < 0 ? default : All[found].Variety;
        return found >= 0;
    }

    private static string NameOf(string word) =>
        string.Concat(word.Select((letter, index) => (index > 0 && char.IsAsciiLetterUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
