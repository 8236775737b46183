namespace Mixer.Expressions;

/// <summary>Why a text is not a usable expression.</summary>
/// <param name="Message">The reference's text for it where spec 02 makes it normative.</param>
/// <param name="Position">Where in the text, in UTF-16 code units from 0.</param>
/// <param name="Hint">What to do: the nearest known names, the expected type; null if there is nothing to add.</param>
public sealed record ExpressionError(string Message, int Position, string? Hint = null)
{
    /// <summary>
    /// The line of <paramref name="text"/> that holds <see cref="Position"/>, a second line with a caret under it, and the hint if there is one; lines are joined by <c>\n</c>.
    /// </summary>
    public string Render(string text)
    {
        var position = Math.Clamp(Position, 0, text.Length);
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        var line = text[start..(end < 0 ? text.Length : end)].TrimEnd('\r');
        var indent = new char[position - start];
        for (var i = 0; i < indent.Length; i++)
        {
            indent[i] = start + i < text.Length && text[start + i] == '\t' ? '\t' : ' ';
        }

        return $"{line}\n{new string(indent)}^" + (Hint is null ? "" : $" {Hint}");
    }
}
