using System.Globalization;
using System.Runtime.CompilerServices;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Syntax;

/// <summary>Where a parser stands in its text: the token to look at, how deep it is, and what has gone wrong. One use, one thread.</summary>
internal sealed class TokenReader(string source)
{
    private static readonly string TooDeep = string.Create(
        CultureInfo.InvariantCulture, $"brackets nest at most {ExpressionParser.MaxNesting} levels, operators and calls at most {ExpressionParser.MaxDepth}");

    private readonly ExpressionLexer _lexer = new(source);
    private readonly ParseErrors _errors = new(source);
    private ExpressionToken _token;
    private int _nesting;

    /// <summary>The token to look at.</summary>
    public ref readonly ExpressionToken Token => ref _token;

    /// <summary>False once a token was malformed.</summary>
    public bool IsReadable => _lexer.Error is null;

    /// <summary>The error to report; null if there is none.</summary>
    public ExpressionError? Error => _errors.Choose(_lexer.Error, _lexer.ErrorPosition);

    public void Advance() => _token = _lexer.Next();

    /// <summary>One level down; false, with an error, if that is too deep.</summary>
    public bool Enter()
    {
        if (++_nesting <= ExpressionParser.MaxNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        FailTooDeep(_token.Start);
        return false;
    }

    public void Leave() => _nesting--;

    public bool Expect(string symbol)
    {
        if (!_token.Is(symbol))
        {
            FailExpected($"'{symbol}'");
            return false;
        }

        Advance();
        return true;
    }

    public Expression? FailExpected(string what) => FailExpected(what, _token);

    public Expression? FailExpected(string what, in ExpressionToken found)
    {
        _errors.Syntax(
            $"expected {what}, found {found.Description}", found.Start, found.Kind == TokenKind.Keyword ? $"'{found.Text}' is a reserved word" : null);
        return null;
    }

    public Expression? Fail(string detail, string? hint)
    {
        _errors.Syntax(detail, _token.Start, hint);
        return null;
    }

    public void FailTooDeep(int position) => _errors.Syntax("exceeded max nesting depth", position, TooDeep);

    /// <summary>Notes an error of a literal; a mistake of syntax further on has precedence.</summary>
    public void FailForm(ExpressionError error) => _errors.Form(error);

    /// <summary>From <paramref name="start"/> to here is Go but not of the language; reading goes on with <paramref name="instead"/>.</summary>
    public Expression Unexpected(int start, Expression? instead)
    {
        _errors.Unexpected(start, _token.Start);
        return instead ?? new ConstantExpression(start, "", AttributeType.Int64, new AttributeValue(0L));
    }

    /// <summary>
    /// From <paramref name="start"/> on is Go but not of the language: types, slices, composite literals. What follows is only read for characters that Go does not have and
    /// brackets that are not closed.
    /// </summary>
    public Expression? SkipRest(int start)
    {
        var closers = new Stack<string>();
        for (; _token.Kind != TokenKind.End; Advance())
        {
            if (_token.Kind != TokenKind.Symbol)
            {
                continue;
            }

            if (_token.Text is "(" or "[" or "{")
            {
                closers.Push(_token.Text == "(" ? ")" : _token.Text == "[" ? "]" : "}");
            }
            else if (_token.Text is ")" or "]" or "}" && closers.TryPop(out var closer) && !_token.Is(closer))
            {
                return FailExpected($"'{closer}'");
            }
        }

        if (closers.TryPop(out var missing))
        {
            return FailExpected($"'{missing}'");
        }

        _errors.Unexpected(start, _token.Start);
        return null;
    }

    /// <summary>Types are operands in Go; but a reserved word alone is a mistake of someone who took it for a name.</summary>
    public Expression? SkipType()
    {
        var first = _token;
        var next = first.Kind != TokenKind.Keyword ? null : first.Text switch
        {
            "func" => "(",
            "map" => "[",
            "struct" or "interface" => "{",
            _ => null,
        };
        if (next is not null)
        {
            Advance();
        }

        return (next is null ? first.Is("[") : _token.Is(next)) ? SkipRest(first.Start) : FailExpected("operand", first);
    }
}
