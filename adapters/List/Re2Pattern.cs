using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Mixer.Adapters.List;

/// <summary>Compiles patterns in RE2 syntax to .NET expressions that never backtrack, so that no list can make a check slow.</summary>
internal static class Re2Pattern
{
    /// <summary>Compiles a pattern for an unanchored search; the error has the words of RE2.</summary>
    public static bool TryCompile(string pattern, [NotNullWhen(true)] out Regex? regex, [NotNullWhen(false)] out string? error)
    {
        regex = null;
        var translator = new Re2Translator(pattern);
        if (!translator.TryTranslate(out var translation, out error))
        {
            error = "error parsing regexp: " + error;
            return false;
        }

        try
        {
            regex = new Regex(translation, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            error = $"error parsing regexp: {exception.Message}: `{pattern}`";
            return false;
        }
    }
}
