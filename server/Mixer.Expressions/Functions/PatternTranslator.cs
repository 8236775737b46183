using System.Text.RegularExpressions;

namespace Mixer.Expressions.Functions;

internal static class PatternTranslator
{
    public static Pattern Compile(string text)
    {
        try
        {
            return new Pattern(new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), null);
        }
        catch (ArgumentException)
        {
            return new Pattern(null, $"error parsing regexp: invalid pattern: `{text}`");
        }
        catch (NotSupportedException)
        {
            return new Pattern(null, $"error parsing regexp: invalid pattern: `{text}`");
        }
    }
}
