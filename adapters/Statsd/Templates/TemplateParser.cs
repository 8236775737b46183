using System.Collections.Immutable;
using System.Globalization;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>Builds the nodes of a template from its tokens. One use.</summary>
internal sealed class TemplateParser(List<TemplateToken> tokens)
{
    private readonly List<string> _variables = ["$"];
    private int _position;

    private TemplateToken Current => tokens[_position];

    /// <summary>All nodes.</summary>
    /// <exception cref="TemplateFault">Not a template; the message starts with the line.</exception>
    public ImmutableArray<TemplateNode> Parse()
    {
        var (nodes, end) = ParseList();
        return end is null ? nodes : throw Fault("unexpected {{" + end + "}}");
    }

    private (ImmutableArray<TemplateNode> Nodes, string? End) ParseList()
    {
        var nodes = ImmutableArray.CreateBuilder<TemplateNode>();
        while (true)
        {
            var token = Next();
            switch (token.Kind)
            {
                case TokenKind.End:
                    return (nodes.ToImmutable(), null);
                case TokenKind.Text:
                    nodes.Add(new TextNode(token.Text));
                    break;
                default:
                    if (Current is { Kind: TokenKind.Identifier, Text: "end" or "else" } keyword)
                    {
                        _position++;
                        return (nodes.ToImmutable(), keyword.Text);
                    }

                    nodes.Add(ParseAction());
                    break;
            }
        }
    }

    private TemplateNode ParseAction()
    {
        switch (Current)
        {
            case { Kind: TokenKind.Identifier, Text: "if" }:
                return ParseBlock(BlockKind.If);
            case { Kind: TokenKind.Identifier, Text: "with" }:
                return ParseBlock(BlockKind.With);
            case { Kind: TokenKind.Identifier, Text: "range" }:
                return ParseBlock(BlockKind.Range);
            case { Kind: TokenKind.Identifier, Text: "define" or "template" or "block" } other:
                throw Fault("{{" + other.Text + "}} is not supported here");
            default:
                var action = new ActionNode(ParsePipeline("command"));
                Expect(TokenKind.Close, "command");
                return action;
        }
    }

    private BlockNode ParseBlock(BlockKind kind)
    {
        var context = Next().Text;
        var scope = _variables.Count;
        var pipe = ParsePipeline(context);
        Expect(TokenKind.Close, context);
        var (body, end) = ParseList();
        ImmutableArray<TemplateNode> otherwise = [];
        if (end == "else")
        {
            if (kind == BlockKind.If && Current is { Kind: TokenKind.Identifier, Text: "if" })
            {
                otherwise = [ParseBlock(BlockKind.If)];
                _variables.RemoveRange(scope, _variables.Count - scope);
                return new BlockNode(kind, pipe, body, otherwise);
            }

            Expect(TokenKind.Close, "else");
            (otherwise, end) = ParseList();
            if (end == "else")
            {
                throw Fault("expected end; found {{else}}");
            }
        }

        if (end is null)
        {
            throw Fault("unexpected EOF");
        }

        Expect(TokenKind.Close, "end");
        _variables.RemoveRange(scope, _variables.Count - scope);
        return new BlockNode(kind, pipe, body, otherwise);
    }

    private Pipeline ParsePipeline(string context)
    {
        var (variables, declares) = ParseDeclaration(context);
        var commands = ImmutableArray.CreateBuilder<ImmutableArray<Operand>>();
        while (true)
        {
            commands.Add(ParseCommand(context));
            if (commands.Count > 1 && commands[^1][0] is ConstantOperand or DotOperand)
            {
                throw Fault(string.Create(CultureInfo.InvariantCulture, $"non executable command in pipeline stage {commands.Count}"));
            }

            if (Current.Kind != TokenKind.Pipe)
            {
                return new Pipeline(variables, declares, commands.ToImmutable());
            }

            _position++;
        }
    }

    private (ImmutableArray<string> Variables, bool Declares) ParseDeclaration(string context)
    {
        var names = new List<string>();
        var at = _position;
        while (tokens[at].Kind == TokenKind.Variable)
        {
            names.Add(tokens[at++].Text);
            if (context != "range" || names.Count > 1 || tokens[at].Kind != TokenKind.Comma)
            {
                break;
            }

            at++;
        }

        if (names.Count == 0 || tokens[at].Kind is not (TokenKind.Declare or TokenKind.Assign))
        {
            return ([], false);
        }

        var declares = tokens[at].Kind == TokenKind.Declare;
        if (!declares && names.Find(name => !_variables.Contains(name)) is { } unknown)
        {
            throw Fault($"undefined variable \"{unknown}\"");
        }

        _variables.AddRange(names);
        _position = at + 1;
        return ([.. names], declares);
    }

    private ImmutableArray<Operand> ParseCommand(string context)
    {
        var operands = ImmutableArray.CreateBuilder<Operand>();
        while (Current.Kind is not (TokenKind.Close or TokenKind.Pipe or TokenKind.RightParen or TokenKind.End))
        {
            operands.Add(ParseOperand(context));
        }

        return operands.Count > 0 ? operands.ToImmutable() : throw Fault("missing value for " + context);
    }

    private Operand ParseOperand(string context)
    {
        var token = Next();
        Operand operand;
        switch (token.Kind)
        {
            case TokenKind.Constant:
                return new ConstantOperand(token.Value);
            case TokenKind.Identifier:
                return TemplateFunctions.Exists(token.Text) ? new FunctionOperand(token.Text) : throw Fault($"function \"{token.Text}\" not defined");
            case TokenKind.Dot:
                return new DotOperand();
            case TokenKind.Field:
                operand = new FieldOperand(new DotOperand(), token.Text);
                break;
            case TokenKind.Variable:
                operand = _variables.Contains(token.Text) ? new VariableOperand(token.Text) : throw Fault($"undefined variable \"{token.Text}\"");
                break;
            case TokenKind.LeftParen:
                operand = new PipelineOperand(ParsePipeline("parenthesized pipeline"));
                Expect(TokenKind.RightParen, "parenthesized pipeline");
                break;
            default:
                throw Fault($"unexpected \"{token.Text}\" in {(token.Kind is TokenKind.Comma or TokenKind.Assign or TokenKind.Declare ? "operand" : context)}");
        }

        while (Current is { Kind: TokenKind.Field, Spaced: false } field)
        {
            operand = new FieldOperand(operand, field.Text);
            _position++;
        }

        return operand;
    }

    private TemplateToken Next() => tokens[_position].Kind == TokenKind.End ? tokens[_position] : tokens[_position++];

    private void Expect(TokenKind kind, string context)
    {
        if (Current.Kind != kind)
        {
            throw Fault($"unexpected \"{Current.Text}\" in {context}");
        }

        _position++;
    }

    private TemplateFault Fault(string message) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{tokens[Math.Max(0, Math.Min(_position, tokens.Count - 1))].Line}: {message}"));
}
