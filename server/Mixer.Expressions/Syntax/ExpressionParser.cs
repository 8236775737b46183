using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Syntax;

/// <summary>Turns a text into an <see cref="Expression"/>: the grammar of Go expressions, then what of it the language has (spec 02 section 4). One use, one thread.</summary>
internal sealed class ExpressionParser
{
    /// <summary>Longest text, in UTF-16 code units.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Deepest nesting of brackets and unary operators.</summary>
    public const int MaxNesting = 2_000;

    /// <summary>Deepest <see cref="Expression.Depth"/>; evaluation recurses that far.</summary>
    public const int MaxDepth = 1_000;

    private readonly string _source;
    private readonly ExpressionLexer _lexer;
    private ExpressionToken _token;
    private int _nesting;
    private ExpressionError? _syntaxError;
    private ExpressionError? _formError;

    private ExpressionParser(string source)
    {
        _source = source;
        _lexer = new ExpressionLexer(source);
    }

    /// <summary>Null with <paramref name="error"/> set if <paramref name="source"/> is no expression.</summary>
    public static Expression? Parse(string source, out ExpressionError? error)
    {
        if (source.Length > MaxLength)
        {
            error = new ExpressionError(
                string.Create(CultureInfo.InvariantCulture, $"unable to parse expression '{source.AsSpan(0, 60)}...': 1:1: {source.Length} characters, more than {MaxLength}"), 0);
            return null;
        }

        var parser = new ExpressionParser(source);
        parser.Advance();
        var expression = parser.ParseBinary(1);
        if (expression is not null)
        {
            if (parser._token.Kind == TokenKind.Newline)
            {
                parser.Advance();
            }

            if (parser._token.Kind != TokenKind.End)
            {
                parser.FailExpected("'EOF'");
            }
        }

        // A mistake of the scanner stands before what the parser made of it.
        if (parser._lexer.Error is { } lexical && (parser._syntaxError is not { } syntax || parser._lexer.ErrorPosition <= syntax.Position))
        {
            error = parser.Located(lexical, parser._lexer.ErrorPosition, null);
            return null;
        }

        error = parser._syntaxError ?? parser._formError;
        return error is null ? expression : null;
    }

    private static int Precedence(in ExpressionToken token) =>
        token.Kind != TokenKind.Symbol ? 0 : token.Text switch
        {
            "||" => 1,
            "&&" => 2,
            "==" or "!=" or "<" or "<=" or ">" or ">=" => 3,
            "+" or "-" or "|" or "^" => 4,
            "*" or "/" or "%" or "<<" or ">>" or "&" or "&^" => 5,
            _ => 0,
        };

    // Operators without a name of their own cannot be known functions.
    private static string NameOf(string symbol) =>
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

    private Expression? ParseBinary(int precedence)
    {
        var left = ParseUnary();
        while (left is not null)
        {
            if (_token.Is("="))
            {
                return Fail("expected '==', found '='", "comparison is written ==");
            }

            var found = Precedence(_token);
            if (found < precedence)
            {
                break;
            }

            var operation = _token;
            Advance();
            var right = ParseBinary(found + 1);
            left = right is null ? null : Call(operation.Start, NameOf(operation.Text), null, [left, right]);
        }

        return left;
    }

    private Expression? ParseUnary()
    {
        if (_token.Kind != TokenKind.Symbol || _token.Text is not ("+" or "-" or "!" or "^" or "&" or "<-" or "*"))
        {
            return ParsePrimary();
        }

        var operation = _token;
        if (!Enter())
        {
            return null;
        }

        Advance();
        if (operation.Text == "-" && _token.Kind is TokenKind.Integer or TokenKind.Float)
        {
            _nesting--;
            return ParsePrimary(operation);
        }

        var operand = ParseUnary();
        _nesting--;
        if (operand is null)
        {
            return null;
        }

        return operation.Text == "*"
            ? Unexpected(operation.Start, operand)
            : Call(operation.Start, NameOf(operation.Text), null, [operand]);
    }

    private Expression? ParsePrimary(ExpressionToken? minus = null)
    {
        // What has been read so far is a dotted name, or an operand; a name becomes an attribute when it can grow no more.
        var start = minus?.Start ?? _token.Start;
        var grouped = _token.Is("(");
        string? name = _token.Kind == TokenKind.Identifier ? _token.Text : null;
        var dotted = false;
        Expression? operand = null;
        if (name is not null)
        {
            Advance();
        }
        else
        {
            operand = ParseOperand(minus);
            if (operand is null)
            {
                return null;
            }
        }

        while (_token.Kind == TokenKind.Symbol)
        {
            if (_token.Is("."))
            {
                Advance();
                if (_token.Is("("))
                {
                    return SkipRest(start);
                }

                if (_token.Kind != TokenKind.Identifier)
                {
                    return FailExpected("selector or type assertion");
                }

                var member = _token;
                Advance();
                if (_token.Is("("))
                {
                    var target = name is null ? operand : NameOrConstant(start, name, dotted);
                    var arguments = ParseArguments();
                    operand = arguments is null ? null : Call(member.Start, member.Text, target, arguments);
                    name = null;
                    grouped = false;
                    if (operand is null)
                    {
                        return null;
                    }
                }
                else if (name is not null)
                {
                    name = name + "." + member.Text;
                    dotted = true;
                }
                else
                {
                    operand = Unexpected(start, operand!);
                }
            }
            else if (_token.Is("["))
            {
                operand ??= NameOrConstant(start, name!, dotted);
                name = null;
                grouped = false;
                operand = ParseIndex(operand, start);
                if (operand is null)
                {
                    return null;
                }
            }
            else if (_token.Is("("))
            {
                var isFunction = name is not null && !dotted;
                var arguments = ParseArguments();
                if (arguments is null)
                {
                    return null;
                }

                operand = isFunction ? Call(start, name!, null, arguments) : Unexpected(start, operand);
                name = null;
                grouped = false;
                if (operand is null)
                {
                    return null;
                }
            }
            else if (_token.Is("{") && !grouped && (name is not null))
            {
                return SkipRest(start);
            }
            else
            {
                break;
            }
        }

        return name is null ? operand : NameOrConstant(start, name, dotted);
    }

    private static Expression NameOrConstant(int start, string name, bool dotted)
    {
        if (!dotted && (name.Equals("true", StringComparison.OrdinalIgnoreCase) || name.Equals("false", StringComparison.OrdinalIgnoreCase)))
        {
            var value = char.ToLowerInvariant(name[0]) == 't';
            return new ConstantExpression(start, value ? "true" : "false", AttributeType.Bool, new AttributeValue(value));
        }

        return new AttributeExpression(start, name);
    }

    private Expression? ParseOperand(ExpressionToken? minus)
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Integer:
            case TokenKind.Float:
            case TokenKind.Imaginary:
                Advance();
                return _lexer.Error is null ? Number(token, minus) : null;
            case TokenKind.String:
            case TokenKind.Rune:
                Advance();
                return _lexer.Error is null ? Text(token) : null;
        }

        if (!token.Is("("))
        {
            return FailExpected("operand");
        }

        if (!Enter())
        {
            return null;
        }

        Advance();
        var inner = ParseBinary(1);
        _nesting--;
        return inner is null || !Expect(")") ? null : inner;
    }

    private List<Expression>? ParseArguments()
    {
        if (!Enter())
        {
            return null;
        }

        Advance();
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            if (_token.Kind == TokenKind.End)
            {
                FailExpected("')'");
                return null;
            }

            if (ParseBinary(1) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            if (_token.Is("..."))
            {
                SkipRest(argument.Position);
                return null;
            }

            if (!_token.Is(","))
            {
                break;
            }

            Advance();
        }

        _nesting--;
        if (_token.Kind == TokenKind.Newline)
        {
            Fail("missing ',' before newline in argument list", "break lines only after an operator, an opening bracket or a comma");
            return null;
        }

        return Expect(")") ? arguments : null;
    }

    private Expression? ParseIndex(Expression map, int start)
    {
        if (!Enter())
        {
            return null;
        }

        var bracket = _token.Start;
        Advance();
        if (_token.Is(":"))
        {
            return SkipRest(start);
        }

        var key = ParseBinary(1);
        _nesting--;
        if (key is null)
        {
            return null;
        }

        if (_token.Is(":") || _token.Is(","))
        {
            return SkipRest(start);
        }

        return Expect("]") ? Call(bracket, "INDEX", null, [map, key]) : null;
    }

    private ConstantExpression? Number(in ExpressionToken token, ExpressionToken? minus)
    {
        var start = minus?.Start ?? token.Start;
        var source = (minus is null ? "" : "-") + token.Text;
        switch (token.Kind)
        {
            case TokenKind.Imaginary:
                FailForm("invalid syntax", start, "there are no imaginary numbers");
                break;
            case TokenKind.Float when NumberScanner.TryParseFloat(token.Text, out var number):
                return new ConstantExpression(start, source, AttributeType.Double, new AttributeValue(minus is null ? number : -number));
            case TokenKind.Float:
                FailForm($"strconv.ParseFloat: parsing \"{token.Text}\": value out of range", start, null);
                break;
            case TokenKind.Integer when !token.Text.All(char.IsAsciiDigit):
                FailForm($"strconv.ParseInt: parsing \"{token.Text}\": invalid syntax", start, "integers are decimal digits only");
                break;
            case TokenKind.Integer:
                if (long.TryParse(source, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
                {
                    return new ConstantExpression(start, source, AttributeType.Int64, new AttributeValue(integer));
                }

                FailForm($"strconv.ParseInt: parsing \"{source}\": value out of range", start, null);
                break;
        }

        // A placeholder, so that a later mistake of syntax is still found: that one has precedence.
        return new ConstantExpression(start, source, AttributeType.Int64, new AttributeValue(0L));
    }

    private static ConstantExpression Text(in ExpressionToken token)
    {
        var text = QuotedText.Unquote(token.Text);
        return Duration.TryParse(text, out var duration)
            ? new ConstantExpression(token.Start, token.Text, AttributeType.Duration, new AttributeValue(duration), text)
            : new ConstantExpression(token.Start, token.Text, AttributeType.String, new AttributeValue(text));
    }

    private CallExpression? Call(int position, string name, Expression? target, List<Expression> arguments)
    {
        var depth = 1 + (target?.Depth ?? 0);
        for (var i = 0; i < arguments.Count; i++)
        {
            var chained = i == 0 && target is null && arguments[0] is CallExpression { Target: null } first
                && name is "LAND" or "LOR" or "OR" or "ADD" && string.Equals(((CallExpression)arguments[0]).Name, name, StringComparison.Ordinal);
            depth = Math.Max(depth, arguments[i].Depth + (chained ? 0 : 1));
        }

        if (depth > MaxDepth)
        {
            Fail("exceeded max nesting depth", position, null);
            return null;
        }

        return new CallExpression(position, depth, name, target, arguments);
    }

    private bool Enter()
    {
        if (++_nesting <= MaxNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return true;
        }

        Fail("exceeded max nesting depth", _token.Start, null);
        return false;
    }

    private void Advance() => _token = _lexer.Next();

    private bool Expect(string symbol)
    {
        if (!_token.Is(symbol))
        {
            FailExpected($"'{symbol}'");
            return false;
        }

        Advance();
        return true;
    }

    private Expression Unexpected(int start, Expression? instead)
    {
        FailForm("unexpected expression: " + _source[start..Math.Min(_source.Length, Math.Max(start, _token.Start))].Trim(), start, null);
        return instead ?? new ConstantExpression(start, "", AttributeType.Int64, new AttributeValue(0L));
    }

    // Forms of Go that the language does not have; there is no need to read them to their end.
    private Expression? SkipRest(int start)
    {
        _syntaxError ??= new ExpressionError("unexpected expression: " + _source[start..].Trim(), start);
        return null;
    }

    private void FailForm(string message, int position, string? hint) => _formError ??= new ExpressionError(message, position, hint);

    private Expression? FailExpected(string what) =>
        Fail($"expected {what}, found {_token.Description}",
            _token.Kind == TokenKind.Keyword ? $"'{_token.Text}' is a reserved word" : null);

    private Expression? Fail(string detail, string? hint) => Fail(detail, _token.Start, hint);

    private Expression? Fail(string detail, int position, string? hint)
    {
        _syntaxError ??= Located(detail, position, hint);
        return null;
    }

    private ExpressionError Located(string detail, int position, string? hint)
    {
        var before = _source.AsSpan(0, position);
        var line = before.Count('\n') + 1;
        var column = Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]) + 1;
        return new ExpressionError(
            string.Create(CultureInfo.InvariantCulture, $"unable to parse expression '{_source}': {line}:{column}: {detail}"), position, hint);
    }
}
