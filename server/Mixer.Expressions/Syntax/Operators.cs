namespace Mixer.Expressions.Syntax;

/// <summary>The operators of Go: how tightly they bind, and the function that each stands for.</summary>
internal static class Operators
{
    /// <summary>From 1, loosest; 0 for what is no binary operator.</summary>
    public static int PrecedenceOf(in ExpressionToken token) =>
        token.Kind != TokenKind.Symbol ? 0 : token.Text switch
        {
            "||" => 1,
            "&&" => 2,
            "==" or "!=" or "<" or "<=" or ">" or ">=" => 3,
            "+" or "-" or "|" or "^" => 4,
            "*" or "/" or "%" or "<<" or ">>" or "&" or "&^" => 5,
            _ => 0,
        };

    /// <summary>True if the token may stand before an operand.</summary>
    public static bool IsUnary(in ExpressionToken token) =>
        token.Kind == TokenKind.Symbol && token.Text is "+" or "-" or "!" or "^" or "&" or "<-" or "*" or "~";

    /// <summary>Name of the function; empty for operators without one, which no known function has.</summary>
    public static string NameOf(string symbol) =>
        symbol switch
        {
            "||" => "LOR",
            "&&" => "LAND",
            "==" => "EQ",
            "!=" => "NEQ",
            "<" => "LT",
            "<=" => "LEQ",
            ">" => "GT",
            ">=" => "GEQ",
            "+" => "ADD",
            "-" => "SUB",
            "|" => "OR",
            "^" => "XOR",
            "*" => "MUL",
            "/" => "QUO",
            "%" => "REM",
            "&" => "AND",
            "!" => "NOT",
            _ => "",
        };
}
