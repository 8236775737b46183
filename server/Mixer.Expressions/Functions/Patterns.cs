using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Mixer.Attributes;
using Mixer.Expressions.Compilation;

namespace Mixer.Expressions.Functions;

/// <summary>A pattern of <c>matches</c>, ready to search; or why it is none. Immutable, any thread.</summary>
/// <param name="Regex">The searcher; null if there is an error.</param>
/// <param name="Alphabet">How the searcher wants texts that are not all ASCII.</param>
/// <param name="Error">As the reference words it.</param>
internal sealed record Pattern(Regex? Regex, PatternAlphabet? Alphabet, string? Error)
{
    private const int MaxOnStack = 256;

    /// <summary>True if the pattern occurs in <paramref name="text"/>. Only without an <see cref="Error"/>.</summary>
    public bool IsMatch(string text)
    {
        if (Ascii.IsValid(text))
        {
            return Regex!.IsMatch(text);
        }

        var rented = text.Length > MaxOnStack ? ArrayPool<char>.Shared.Rent(text.Length) : null;
        var buffer = rented ?? stackalloc char[MaxOnStack];
        var found = Regex!.IsMatch(buffer[..Alphabet!.Translate(text, buffer)]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return found;
    }
}

/// <summary>Patterns by text, bounded: texts of patterns may come from requests. Thread-safe.</summary>
internal sealed class PatternCache
{
    private const int MaxCached = 1_000;

    private readonly ConcurrentDictionary<string, Pattern> _patterns = new(StringComparer.Ordinal);

    public Pattern Get(string text)
    {
        if (_patterns.TryGetValue(text, out var pattern))
        {
            return pattern;
        }

        pattern = PatternTranslator.Compile(text);
        if (_patterns.Count >= MaxCached)
        {
            _patterns.Clear();
        }

        return _patterns.GetOrAdd(text, pattern);
    }
}

/// <summary><c>p.matches(text)</c> with a constant pattern.</summary>
internal sealed class ConstantPatternMatchNode(Pattern pattern, Node<string> text) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!text.Strict(bag, out var searched))
        {
            return false;
        }

        if (pattern.Regex is null)
        {
            return bag.Fail(pattern.Error!);
        }

        value = pattern.IsMatch(searched);
        return true;
    }
}

/// <summary><c>p.matches(text)</c> with a computed pattern.</summary>
internal sealed class PatternMatchNode(Node<string> pattern, Node<string> text, PatternCache patterns) : Node<bool>
{
    public override bool Strict(AttributeBag bag, out bool value)
    {
        value = false;
        if (!pattern.Strict(bag, out var wanted) || !text.Strict(bag, out var searched))
        {
            return false;
        }

        var compiled = patterns.Get(wanted);
        if (compiled.Regex is null)
        {
            return bag.Fail(compiled.Error!);
        }

        value = compiled.IsMatch(searched);
        return true;
    }
}
