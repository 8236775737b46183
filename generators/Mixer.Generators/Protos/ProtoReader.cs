namespace Mixer.Generators.Protos;

/// <summary>A place in the tokens of a file, what is expected there, and the first error.</summary>
internal abstract class ProtoReader(string text)
{
    protected List<ProtoToken> Tokens { get; } = new ProtoLexer(text).ReadAll();

    protected List<ProtoError> Errors { get; } = [];

    protected int Index { get; set; }

    protected ProtoToken Current => Tokens[Index];

    protected bool SkipToBlock()
    {
        while (Current.Text is not ("{" or ";") && Current.Kind != ProtoTokenKind.End)
        {
            Index++;
        }

        return SkipBlock();
    }

    protected bool SkipBlock()
    {
        if (!Expect("{"))
        {
            return false;
        }

        for (var depth = 1; depth > 0; Index++)
        {
            if (Current.Kind == ProtoTokenKind.End)
            {
                return Fail("'}'");
            }

            depth += Current.Kind != ProtoTokenKind.Symbol ? 0 : Current.Text == "{" ? 1 : Current.Text == "}" ? -1 : 0;
        }

        return true;
    }

    protected bool SkipTo(string symbol)
    {
        while (Current.Text != symbol && Current.Kind != ProtoTokenKind.End)
        {
            Index++;
        }

        return Expect(symbol);
    }

    protected bool Expect(string symbol)
    {
        if (Current.Kind != ProtoTokenKind.Symbol || Current.Text != symbol)
        {
            return Fail($"'{symbol}'");
        }

        Index++;
        return true;
    }

    protected bool ExpectName(out ProtoText name)
    {
        name = new ProtoText(Current.Text, Current.Span);
        if (Current.Kind != ProtoTokenKind.Identifier)
        {
            return Fail("a name");
        }

        Index++;
        return true;
    }

    protected bool ExpectText(out ProtoText text)
    {
        text = new ProtoText(Current.Text, Current.Span);
        if (Current.Kind != ProtoTokenKind.Text)
        {
            return Fail("text in quotes");
        }

        Index++;
        return true;
    }

    protected bool ExpectPath(out ProtoText path)
    {
        var first = Current;
        var text = "";
        if (Current.Text == ".")
        {
            Index++;
        }

        while (Current.Kind == ProtoTokenKind.Identifier)
        {
            text += Current.Text;
            Index++;
            if (Current.Text != "." || Current.Kind != ProtoTokenKind.Symbol)
            {
                path = new ProtoText(text, first.Span.To(Tokens[Index - 1].Span));
                return true;
            }

            text += ".";
            Index++;
        }

        path = new ProtoText(text, first.Span);
        return Fail("a name");
    }

    protected bool Fail(string expected)
    {
        var found = Current.Kind == ProtoTokenKind.End || (Current.Kind == ProtoTokenKind.Bad && Current.Text.Length > 1) ? Current.Text : $"'{Current.Text}'";
        return FailWith($"expected {expected}, found {found}");
    }

    /// <summary>Records the error at the current token, unless one was recorded before: what follows a mistake is often its consequence.</summary>
    protected bool FailWith(string message)
    {
        if (Errors.Count == 0)
        {
            Errors.Add(new ProtoError(message, Current.Span));
        }

        return false;
    }

    /// <summary>Goes to where the next statement may begin: behind a ';' or a block, at the '}' that ends the message, or on a new line.</summary>
    protected void Recover(int start, bool isTop)
    {
        if (Index > start && Current.Kind == ProtoTokenKind.Identifier && Current.Span.StartLine > Tokens[Index - 1].Span.EndLine)
        {
            return;
        }

        for (var depth = 0; Current.Kind != ProtoTokenKind.End; Index++)
        {
            var symbol = Current.Kind == ProtoTokenKind.Symbol ? Current.Text : "";
            if (symbol == "}" && depth == 0 && !isTop)
            {
                return;
            }

            depth += symbol == "{" ? 1 : symbol == "}" ? -1 : 0;
            if ((symbol == ";" && depth == 0) || (symbol == "}" && depth <= 0))
            {
                Index++;
                return;
            }
        }
    }
}
