using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>Composition of Unicode texts from tables of its own: the server runs without the platform's.</summary>
internal static class UnicodeNormalizer
{
    /// <summary>Normalization form C.</summary>
    public static string Compose(string text) => Ascii.IsValid(text) ? text : UnicodeTables.Instance.Compose(text);
}
