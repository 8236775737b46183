using System.Globalization;
using System.Text;

namespace Mixer.Expressions.Syntax;

/// <summary>The mistakes found in one text. One use, one thread.</summary>
internal sealed class ParseErrors(string source)
{
    private ExpressionError? _syntax;
    private ExpressionError? _form;

    /// <summary>For a text that is not even looked at.</summary>
    public static ExpressionError TooLong(string source) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"unable to parse expression '{source.AsSpan(0, 60)}...': 1:1: {source.Length} characters, more than {ExpressionParser.MaxLength}"),
        0,
        "split the condition over several rules");

    /// <summary>The one to report: a mistake of the scanner stands before what the parser made of it, syntax before what is well-formed but not of the language.</summary>
    public ExpressionError? Choose(string? lexical, int lexicalPosition) =>
        lexical is not null && (_syntax is null || lexicalPosition <= _syntax.Position) ? Located(lexical, lexicalPosition, null) : _syntax ?? _form;

    /// <summary>A mistake of syntax; only the first counts.</summary>
    public void Syntax(string detail, int position, string? hint = null) => _syntax ??= Located(detail, position, hint);

    /// <summary>A form that is no part of the language, found while reading goes on.</summary>
    public void Form(ExpressionError error) => _form ??= error;

    /// <summary>A part of the text that is Go but not of the language.</summary>
    public void Unexpected(int start, int end) => Form(new ExpressionError("unexpected expression: " + source[start..Math.Clamp(end, start, source.Length)].Trim(), start));

    private ExpressionError Located(string detail, int position, string? hint)
    {
        var before = source.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        var column = Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]) + 1;
        return new ExpressionError(
            string.Create(CultureInfo.InvariantCulture, $"unable to parse expression '{source}': {line}:{column}: {detail}"), position, hint);
    }
}
