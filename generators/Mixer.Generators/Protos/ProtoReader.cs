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
        if (Errors.Count == 0)
        {
            var found = Current.Kind is ProtoTokenKind.End or ProtoTokenKind.Bad ? Current.Text : $"'{Current.Text}'";
            Errors.Add(new ProtoError($"expected {expected}, found {found}", Current.Span));
        }

        return false;
    }
}
