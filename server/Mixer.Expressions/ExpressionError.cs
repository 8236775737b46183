namespace Mixer.Expressions;

/// <summary>Why a text is not a usable expression.</summary>
/// <param name="Message">The reference's text for it where spec 02 makes it normative.</param>
/// <param name="Position">Where in the text, in UTF-16 code units from 0.</param>
/// <param name="Hint">What to do: the nearest known names, the expected type; null if there is nothing to add.</param>
public sealed record ExpressionError(string Message, int Position, string? Hint = null);
