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

    private readonly TokenReader _reader;

    private ExpressionParser(string source) => _reader = new TokenReader(source);

    /// <summary>Null with <paramref name="error"/> set if <paramref name="source"/> is no expression.</summary>
    public static Expression? Parse(string source, out ExpressionError? error)
    {
        if (source.Length > MaxLength)
        {
            error = ParseErrors.TooLong(source);
            return null;
        }

        var parser = new ExpressionParser(source);
        parser._reader.Advance();
        var expression = parser.ParseBinary(1);
        if (expression is not null)
        {
            if (parser._reader.Token.Kind == TokenKind.Newline)
            {
                parser._reader.Advance();
            }

            if (parser._reader.Token.Kind != TokenKind.End)
            {
                parser._reader.FailExpected("'EOF'");
            }
        }

        error = parser._reader.Error;
        return error is null ? expression : null;
    }

    private Expression? ParseBinary(int precedence)
    {
        var left = ParseUnary();
        while (left is not null)
        {
            if (_reader.Token.Is("="))
            {
                return _reader.Fail("expected '==', found '='", "comparison is written ==");
            }

            var found = Operators.PrecedenceOf(_reader.Token);
            if (found < precedence)
            {
                break;
            }

            var operation = _reader.Token;
            _reader.Advance();
            var right = ParseBinary(found + 1);
            left = right is null ? null : Call(operation.Start, Operators.NameOf(operation.Text), null, [left, right]);
        }

        return left;
    }

    private Expression? ParseUnary()
    {
        if (!Operators.IsUnary(_reader.Token))
        {
            return ParsePrimary();
        }

        var operation = _reader.Token;
        if (!_reader.Enter())
        {
            return null;
        }

        _reader.Advance();
        if (operation.Text == "-" && _reader.Token.Kind is TokenKind.Integer or TokenKind.Float)
        {
            _reader.Leave();
            return ParsePrimary(operation);
        }

        var operand = ParseUnary();
        _reader.Leave();
        if (operand is null)
        {
            return null;
        }

        return operation.Text == "*"
            ? _reader.Unexpected(operation.Start, operand)
            : Call(operation.Start, Operators.NameOf(operation.Text), null, [operand]);
    }

    private Expression? ParsePrimary(ExpressionToken? minus = null)
    {
        // What has been read so far is a dotted name, or an operand; a name becomes an attribute when it can grow no more.
        var start = minus?.Start ?? _reader.Token.Start;
        var grouped = _reader.Token.Is("(");
        string? name = _reader.Token.Kind == TokenKind.Identifier ? _reader.Token.Text : null;
        var dotted = false;
        Expression? operand = null;
        if (name is not null)
        {
            _reader.Advance();
        }
        else if ((operand = ParseOperand(minus)) is null)
        {
            return null;
        }

        while (_reader.Token.Kind == TokenKind.Symbol)
        {
            if (_reader.Token.Is("."))
            {
                _reader.Advance();
                if (_reader.Token.Is("("))
                {
                    return _reader.SkipRest(start);
                }

                if (_reader.Token.Kind != TokenKind.Identifier)
                {
                    return _reader.FailExpected("selector or type assertion");
                }

                var member = _reader.Token;
                _reader.Advance();
                if (_reader.Token.Is("("))
                {
                    var target = name is null ? operand : new AttributeExpression(start, name);
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
                    operand = _reader.Unexpected(start, operand!);
                }
            }
            else if (_reader.Token.Is("["))
            {
                operand = ParseIndex(operand ?? Name(start, name!, dotted), start);
                name = null;
                grouped = false;
                if (operand is null)
                {
                    return null;
                }
            }
            else if (_reader.Token.Is("("))
            {
                var isFunction = name is not null && !dotted;
                var arguments = ParseArguments();
                if (arguments is null)
                {
                    return null;
                }

                operand = isFunction ? Call(start, name!, null, arguments) : _reader.Unexpected(start, operand);
                name = null;
                grouped = false;
                if (operand is null)
                {
                    return null;
                }
            }
            else if (_reader.Token.Is("{") && !grouped && (name is not null))
            {
                return _reader.SkipRest(start);
            }
            else
            {
                break;
            }
        }

        return name is null ? operand : Name(start, name, dotted);
    }

    private static Expression Name(int start, string name, bool dotted) => dotted ? new AttributeExpression(start, name) : ConstantReader.Name(start, name);

    private Expression? ParseOperand(ExpressionToken? minus)
    {
        var token = _reader.Token;
        switch (token.Kind)
        {
            case TokenKind.Integer:
            case TokenKind.Float:
            case TokenKind.Imaginary:
                _reader.Advance();
                return _reader.IsReadable ? Number(token, minus) : null;
            case TokenKind.String:
            case TokenKind.Rune:
                _reader.Advance();
                return _reader.IsReadable ? ConstantReader.Text(token) : null;
        }

        if (!token.Is("("))
        {
            return _reader.SkipType();
        }

        if (!_reader.Enter())
        {
            return null;
        }

        _reader.Advance();
        var inner = ParseBinary(1);
        _reader.Leave();
        return inner is null || !_reader.Expect(")") ? null : inner;
    }

    private List<Expression>? ParseArguments()
    {
        if (!_reader.Enter())
        {
            return null;
        }

        _reader.Advance();
        var arguments = new List<Expression>();
        while (!_reader.Token.Is(")"))
        {
            if (_reader.Token.Kind == TokenKind.End)
            {
                _reader.FailExpected("')'");
                return null;
            }

            if (ParseBinary(1) is not { } argument)
            {
                return null;
            }

            arguments.Add(argument);
            // Go allows dots after the last argument; the reference pays no heed to them.
            var isLast = _reader.Token.Is("...");
            if (isLast)
            {
                _reader.Advance();
            }

            if (!_reader.Token.Is(","))
            {
                break;
            }

            _reader.Advance();
            if (isLast)
            {
                break;
            }
        }

        _reader.Leave();
        if (_reader.Token.Kind == TokenKind.Newline)
        {
            _reader.Fail("missing ',' before newline in argument list", "break lines only after an operator, an opening bracket or a comma");
            return null;
        }

        return _reader.Expect(")") ? arguments : null;
    }

    private Expression? ParseIndex(Expression map, int start)
    {
        if (!_reader.Enter())
        {
            return null;
        }

        var bracket = _reader.Token.Start;
        _reader.Advance();
        if (_reader.Token.Is(":"))
        {
            return _reader.SkipRest(start);
        }

        var key = ParseBinary(1);
        _reader.Leave();
        if (key is null)
        {
            return null;
        }

        if (_reader.Token.Is(","))
        {
            // A comma after the only index is nothing; more of them would be type arguments.
            _reader.Advance();
            if (!_reader.Token.Is("]"))
            {
                return _reader.SkipRest(start);
            }
        }
        else if (_reader.Token.Is(":"))
        {
            return _reader.SkipRest(start);
        }

        return _reader.Expect("]") ? Call(bracket, "INDEX", null, [map, key]) : null;
    }

    private ConstantExpression Number(in ExpressionToken token, ExpressionToken? minus)
    {
        var constant = ConstantReader.Number(token, minus, out var error);
        if (error is not null)
        {
            _reader.FailForm(error);
        }

        return constant;
    }

    private CallExpression? Call(int position, string name, Expression? target, List<Expression> arguments)
    {
        var call = CallExpression.Create(position, name, target, arguments);
        if (call.Depth <= MaxDepth)
        {
            return call;
        }

        _reader.FailTooDeep(position);
        return null;
    }
}
