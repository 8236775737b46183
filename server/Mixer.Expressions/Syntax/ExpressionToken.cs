namespace Mixer.Expressions.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    /// <summary>End of text.</summary>
    End,

    /// <summary>A newline that ends the expression.</summary>
    Newline,

    /// <summary>A name.</summary>
    Identifier,

    /// <summary>A reserved word.</summary>
    Keyword,

    /// <summary>An integer literal.</summary>
    Integer,

    /// <summary>A floating point literal.</summary>
    Float,

    /// <summary>An imaginary literal.</summary>
    Imaginary,

    /// <summary>A literal in single quotes.</summary>
    Rune,

    /// <summary>A literal in double or back quotes.</summary>
    String,

    /// <summary>An operator or punctuation.</summary>
    Symbol,
}

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">First UTF-16 code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Text">As written.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, int Start, int End, string Text)
{
    /// <summary>As messages name it.</summary>
    public string Description =>
        Kind switch
        {
            TokenKind.End => "'EOF'",
            TokenKind.Newline => "newline",
            TokenKind.Symbol or TokenKind.Keyword => $"'{Text}'",
            _ => Text,
        };

    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);
}
