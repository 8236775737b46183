using System.Text;
using Mixer.Expressions.Syntax;

namespace Mixer.Expressions.Functions;

/// <summary>Reads one address of RFC 5322 with the liberties and error texts of Go's mail package (spec 02 section 11). One use, one thread.</summary>
internal sealed class MailParser
{
    private readonly MailScanner _scanner;

    private MailParser(string text) => _scanner = new MailScanner(text);

    /// <summary>Null with <paramref name="error"/> set if <paramref name="text"/> is no single address.</summary>
    public static MailAddress? Parse(string text, out string? error)
    {
        var parser = new MailParser(text);
        var addresses = parser.ParseAddress(mayBeGroup: true);
        if (addresses is not null)
        {
            if (!parser._scanner.SkipComments())
            {
                parser._scanner.Error = "mail: misformatted parenthetical comment";
            }
            else if (!parser._scanner.AtEnd)
            {
                parser._scanner.Error = $"mail: expected single address, got {QuotedText.Quote(parser._scanner.Rest)}";
            }
            else if (addresses.Count != 1)
            {
                parser._scanner.Error = addresses.Count == 0 ? "mail: empty group" : "mail: group with multiple addresses";
            }
        }

        error = parser._scanner.Error;
        return error is null ? addresses![0] : null;
    }

    private List<MailAddress>? ParseAddress(bool mayBeGroup)
    {
        _scanner.SkipSpace();
        if (_scanner.AtEnd)
        {
            return Fail("mail: no address");
        }

        var start = _scanner.Position;
        if (ParseSpec() is { } plain)
        {
            _scanner.SkipSpace();
            var comment = "";
            if (_scanner.Peek() == '(')
            {
                _scanner.Position++;
                var inner = new StringBuilder();
                if (!_scanner.SkipComment(inner))
                {
                    return Fail("mail: misformatted parenthetical comment");
                }

                comment = string.Join(' ', inner.ToString().Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));
            }

            return [new MailAddress(comment, plain)];
        }

        _scanner.Position = start;
        _scanner.Error = null;
        var name = "";
        if (_scanner.Peek() != '<' && !TryParsePhrase(out name))
        {
            return null;
        }

        _scanner.SkipSpace();
        if (mayBeGroup && _scanner.Consume(':'))
        {
            return ParseGroup();
        }

        if (!_scanner.Consume('<'))
        {
            return Fail(name.EnumerateRunes().All(rune => MailScanner.IsAtomText(rune.Value, true, false))
                ? "mail: missing '@' or angle-addr"
                : "mail: no angle-addr");
        }

        if (ParseSpec() is not { } spec)
        {
            return null;
        }

        return _scanner.Consume('>') ? [new MailAddress(name, spec)] : Fail("mail: unclosed angle-addr");
    }

    private List<MailAddress>? ParseGroup()
    {
        var members = new List<MailAddress>();
        _scanner.SkipSpace();
        if (_scanner.Consume(';'))
        {
            return _scanner.SkipComments() ? members : Fail("mail: misformatted parenthetical comment");
        }

        while (true)
        {
            _scanner.SkipSpace();
            if (ParseAddress(mayBeGroup: false) is not { } member)
            {
                return null;
            }

            members.AddRange(member);
            if (!_scanner.SkipComments())
            {
                return Fail("mail: misformatted parenthetical comment");
            }

            if (_scanner.Consume(';'))
            {
                return _scanner.SkipComments() ? members : Fail("mail: misformatted parenthetical comment");
            }

            if (!_scanner.Consume(','))
            {
                return Fail("mail: expected comma");
            }
        }
    }

    private string? ParseSpec()
    {
        _scanner.SkipSpace();
        if (_scanner.AtEnd)
        {
            return _scanner.Fail("mail: no addr-spec");
        }

        string? local;
        if (_scanner.Peek() == '"')
        {
            local = _scanner.ParseQuoted();
            if (local is { Length: 0 })
            {
                return _scanner.Fail("mail: empty quoted string in addr-spec");
            }
        }
        else
        {
            local = _scanner.ParseAtom(permissive: false);
        }

        if (local is null)
        {
            return null;
        }

        if (!_scanner.Consume('@'))
        {
            return _scanner.Fail("mail: missing @ in addr-spec");
        }

        _scanner.SkipSpace();
        if (_scanner.AtEnd)
        {
            return _scanner.Fail("mail: no domain in addr-spec");
        }

        return _scanner.ParseAtom(permissive: false) is { } domain ? local + "@" + domain : null;
    }

    private bool TryParsePhrase(out string phrase)
    {
        var words = new List<string>();
        phrase = "";
        while (true)
        {
            if (words.Count > 0 && !_scanner.SkipComments())
            {
                Fail("mail: misformatted parenthetical comment");
                return false;
            }

            _scanner.SkipSpace();
            var isQuoted = _scanner.Peek() == '"';
            var word = isQuoted ? _scanner.ParseQuoted() : _scanner.ParseAtom(permissive: true);
            if (word is null)
            {
                break;
            }

            if (!isQuoted && EncodedWord.Decode(word, out var charset) is var decoded)
            {
                if (decoded is null)
                {
                    _scanner.Error = $"charset not supported: {QuotedText.Quote(charset)}";
                    break;
                }

                word = decoded;
            }

            words.Add(word);
        }

        if (words.Count == 0)
        {
            _scanner.Error = $"mail: missing word in phrase: {_scanner.Error}";
            return false;
        }

        _scanner.Error = null;
        phrase = string.Join(' ', words);
        return true;
    }

    private List<MailAddress>? Fail(string error)
    {
        _scanner.Fail(error);
        return null;
    }
}
