namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Kinds of tokens of a template.</summary>
internal enum TokenKind
{
    /// <summary>Text outside of actions.</summary>
    Text,

    /// <summary>Start of an action.</summary>
    Open,

    /// <summary>End of an action.</summary>
    Close,

    /// <summary>A dot and a name.</summary>
    Field,

    /// <summary>A dot alone.</summary>
    Dot,

    /// <summary>A dollar sign and a name or nothing.</summary>
    Variable,

    /// <summary>A name of a function or a keyword.</summary>
    Identifier,

    /// <summary>A constant; the token carries its value.</summary>
    Constant,

    /// <summary>A bar.</summary>
    Pipe,

    /// <summary><c>(</c>.</summary>
    LeftParen,

    /// <summary><c>)</c>.</summary>
    RightParen,

    /// <summary><c>:=</c>.</summary>
    Declare,

    /// <summary><c>=</c>.</summary>
    Assign,

    /// <summary><c>,</c>.</summary>
    Comma,

    /// <summary>End of the template.</summary>
    End,
}

/// <summary>A token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; a field's without the dot.</param>
/// <param name="Value">The value of a constant.</param>
/// <param name="Line">Line in the template, from 1.</param>
/// <param name="Spaced">White space before it.</param>
internal readonly record struct TemplateToken(TokenKind Kind, string Text, object? Value, int Line, bool Spaced);
