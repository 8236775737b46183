using Mixer.Generators.Modelling;

namespace Mixer.Generators.Protos;

/// <summary>
/// Parses as much of the proto language as templates use; enums, services and extensions are stepped over. Tells the first error and goes on
/// behind it, so that one mistake is one message and everything else of the file is there.
/// </summary>
internal sealed class ProtoParser : ProtoReader
{
    private const int MaxDepth = 32;

    private readonly string _path;
    private ProtoText? _syntax;
    private ProtoText? _package;
    private readonly List<ProtoText> _imports = [];
    private readonly List<ProtoOption> _options = [];
    private readonly List<ProtoMessage> _messages = [];
    private readonly List<ProtoText> _enums = [];

    private ProtoParser(string path, string text)
        : base(text) => _path = path;

    public static ProtoFile Parse(string path, string text)
    {
        var parser = new ProtoParser(path, text);
        while (parser.Current.Kind != ProtoTokenKind.End)
        {
            var start = parser.Index;
            if (!parser.ParseStatement())
            {
                parser.Recover(start, isTop: true);
            }
        }

        return new ProtoFile(
            path,
            parser._syntax,
            parser._package,
            parser._imports.ToEquatableArray(),
            parser._options.ToEquatableArray(),
            parser._messages.ToEquatableArray(),
            parser._enums.ToEquatableArray(),
            parser.Errors.ToEquatableArray(),
            parser.Tokens[parser.Tokens.Count - 1].Span);
    }

    private bool ParseStatement()
    {
        var start = Current;
        switch (start.Text)
        {
            case ";":
                Index++;
                return true;
            case "syntax" or "edition":
                Index++;
                return Expect("=") && ExpectText(out var syntax) && Set(_syntax = syntax with { Comment = start.Comment }) && Expect(";");
            case "package":
                if (_package is not null)
                {
                    return FailWith("the package is given twice");
                }

                Index++;
                return ExpectPath(out var package) && Expect(";") && Set(_package = package with { Comment = start.Comment });
            case "import":
                Index++;
                if (Current.Text is "public" or "weak")
                {
                    Index++;
                }

                return ExpectText(out var import) && Expect(";") && Add(_imports, import);
            case "option":
                Index++;
                return ParseOption(_options);
            case "message":
                return ParseMessage(_messages, 1);
            case "enum":
                return ParseEnum(_enums);
            case "service" or "extend":
                return SkipToBlock();
            default:
                return Fail("a statement (message, import, option, ...)");
        }
    }

    private bool ParseOption(List<ProtoOption> options)
    {
        if (!ExpectOptionName(out var name) || !Expect("="))
        {
            return false;
        }

        var first = Current;
        if (first.Text == "{")
        {
            return SkipBlock() && Expect(";");
        }

        var text = "";
        while (Current.Text is not ";" && Current.Kind is not (ProtoTokenKind.End or ProtoTokenKind.Bad))
        {
            text += Current.Text;
            Index++;
        }

        options.Add(new ProtoOption(name, new ProtoText(text, first.Span.To(Tokens[Math.Max(Index - 1, 0)].Span))));
        return Expect(";");
    }

    private bool ExpectOptionName(out ProtoText name)
    {
        var first = Current;
        var text = "";
        while (Current.Kind == ProtoTokenKind.Identifier || Current.Text is "(" or ")" or ".")
        {
            text += Current.Text is "(" or ")" ? "" : Current.Text;
            Index++;
        }

        name = new ProtoText(text.TrimStart('.'), Index == 0 ? first.Span : first.Span.To(Tokens[Index - 1].Span));
        return text.Length > 0 || Fail("the name of an option");
    }

    private bool ParseMessage(List<ProtoMessage> messages, int depth)
    {
        if (depth > MaxDepth)
        {
            return FailWith($"messages are nested more than {MaxDepth} deep");
        }

        var comment = Current.Comment;
        Index++;
        if (!ExpectName(out var name) || !Expect("{"))
        {
            return false;
        }

        var body = new MessageBody();
        ParseMembers(body, depth);
        messages.Add(new ProtoMessage(
            name,
            comment,
            body.Fields.ToEquatableArray(),
            body.Messages.ToEquatableArray(),
            body.Enums.ToEquatableArray(),
            body.Oneofs.ToEquatableArray(),
            body.Reserved.ToEquatableArray()));
        return Expect("}");
    }

    private void ParseMembers(MessageBody body, int depth)
    {
        while (Current.Text != "}" && Current.Kind != ProtoTokenKind.End)
        {
            var start = Index;
            if (!ParseMember(body, depth))
            {
                Recover(start, isTop: false);
            }
        }
    }

    private bool ParseMember(MessageBody body, int depth)
    {
        var next = Tokens[Math.Min(Index + 1, Tokens.Count - 1)];
        switch (Current.Text)
        {
            case ";":
                Index++;
                return true;
            case "message" when next.Kind == ProtoTokenKind.Identifier:
                return ParseMessage(body.Messages, depth + 1);
            case "enum" when next.Kind == ProtoTokenKind.Identifier:
                return ParseEnum(body.Enums);
            case "oneof" when next.Kind == ProtoTokenKind.Identifier:
                return ParseOneof(body, depth);
            case "option" when next.Text is "(" || next.Kind == ProtoTokenKind.Identifier:
                Index++;
                return ParseOption([]);
            case "reserved" when next.Kind is ProtoTokenKind.Number or ProtoTokenKind.Text:
                Index++;
                return ParseReserved(body.Reserved);
            case "extensions" when next.Kind == ProtoTokenKind.Number:
                return SkipTo(";");
            case "extend" when next.Kind == ProtoTokenKind.Identifier || next.Text == ".":
                return SkipToBlock();
            case "required":
                return FailWith("'required' is not allowed in proto3; remove the word");
            default:
                return ParseField(body.Fields);
        }
    }

    private bool ParseOneof(MessageBody body, int depth)
    {
        if (depth > MaxDepth)
        {
            return FailWith($"messages are nested more than {MaxDepth} deep");
        }

        Index++;
        if (!ExpectName(out var oneof) || !Expect("{"))
        {
            return false;
        }

        body.Oneofs.Add(oneof);
        ParseMembers(body, depth + 1);
        return Expect("}");
    }

    private bool ParseReserved(List<ProtoReservation> reserved)
    {
        while (true)
        {
            var (isName, text) = (Current.Kind == ProtoTokenKind.Text, Current.Text);
            if (!isName && Current.Kind != ProtoTokenKind.Number)
            {
                return Fail("a field number or a name in quotes");
            }

            Index++;
            var to = text;
            if (Current.Text == "to")
            {
                to = Tokens[Math.Min(Index + 1, Tokens.Count - 1)].Text;
                Index = Math.Min(Index + 2, Tokens.Count - 1);
            }

            var from = ProtoNumbers.Parse(text) ?? 0;
            reserved.Add(isName ? new ProtoReservation(text, 0, 0) : new ProtoReservation("", from, to == "max" ? ProtoNumbers.Max : ProtoNumbers.Parse(to) ?? from));
            if (Current.Text != ",")
            {
                return Expect(";");
            }

            Index++;
        }
    }

    private bool ParseField(List<ProtoField> fields)
    {
        var start = Current;
        ProtoText? label = null;
        if (Current.Text is "repeated" or "optional" && Tokens[Index + 1].Kind is ProtoTokenKind.Identifier or ProtoTokenKind.Symbol)
        {
            label = new ProtoText(Current.Text, Current.Span);
            Index++;
        }

        if (!ParseType(out var key, out var type) || !ExpectName(out var name) || !Expect("="))
        {
            return false;
        }

        var number = new ProtoText(Current.Text, Current.Span);
        if (Current.Kind != ProtoTokenKind.Number)
        {
            return Fail("a field number");
        }

        Index++;
        if (Current.Text == "[" && !SkipTo("]"))
        {
            return false;
        }

        fields.Add(new ProtoField(name, type, label, key, number, start.Span.To(Tokens[Index - 1].Span), start.Comment));
        return Expect(";");
    }

    private bool ParseType(out ProtoText? key, out ProtoText type)
    {
        key = null;
        if (Current.Text == "map" && Tokens[Index + 1].Text == "<")
        {
            var start = Current;
            Index += 2;
            if (!ExpectPath(out var mapKey) || !Expect(",") || !ExpectPath(out type))
            {
                type = null!;
                return false;
            }

            key = mapKey with { Span = start.Span.To(Current.Span) };
            return Expect(">");
        }

        return ExpectPath(out type);
    }

    private bool ParseEnum(List<ProtoText> enums)
    {
        Index++;
        return ExpectName(out var name) && Add(enums, name) && SkipBlock();
    }

    private static bool Add<T>(List<T> items, T item)
    {
        items.Add(item);
        return true;
    }

    private static bool Set(ProtoText? text) => text is not null;

    private sealed class MessageBody
    {
        public List<ProtoField> Fields { get; } = [];

        public List<ProtoMessage> Messages { get; } = [];

        public List<ProtoText> Enums { get; } = [];

        public List<ProtoText> Oneofs { get; } = [];

        public List<ProtoReservation> Reserved { get; } = [];
    }
}
