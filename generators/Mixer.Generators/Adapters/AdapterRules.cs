using System.Text.RegularExpressions;

namespace Mixer.Generators.Adapters;

/// <summary>Rules about adapters that need no symbols.</summary>
internal static class AdapterRules
{
    private static readonly Regex Name = new("^[a-z]([-a-z0-9]*[a-z0-9])?$", RegexOptions.CultureInvariant);

    public static bool IsName(string name) => Name.IsMatch(name);

    /// <summary>The valid name that is most like <paramref name="name"/>.</summary>
    public static string ValidName(string name)
    {
        var letters = Regex.Replace(name.ToLowerInvariant(), "[^a-z0-9]+", "-").Trim('-').TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-');
        return letters.Length == 0 ? "myadapter" : letters;
    }
}
