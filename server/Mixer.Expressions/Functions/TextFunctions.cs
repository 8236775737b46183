using System.Text;
using Mixer.Expressions.Compilation;

namespace Mixer.Expressions.Functions;

/// <summary><c>match(text, pattern)</c>: one star at the end, else one at the beginning, else equality (spec 02 section 11).</summary>
internal readonly struct GlobTest : ITextTest
{
    public static bool Test(string first, string second) =>
        second.EndsWith('*') ? first.AsSpan().StartsWith(second.AsSpan(0, second.Length - 1))
        : second.StartsWith('*') ? first.AsSpan().EndsWith(second.AsSpan(1))
        : string.Equals(first, second);
}

/// <summary><c>text.startsWith(prefix)</c>.</summary>
internal readonly struct StartsWithTest : ITextTest
{
    public static bool Test(string first, string second) => first.StartsWith(second, StringComparison.Ordinal);
}

/// <summary><c>text.endsWith(suffix)</c>.</summary>
internal readonly struct EndsWithTest : ITextTest
{
    public static bool Test(string first, string second) => first.EndsWith(second, StringComparison.Ordinal);
}

/// <summary><c>size(text)</c>: bytes of UTF-8.</summary>
internal readonly struct SizeFunction : IUnary<string, long>
{
    public static string? Apply(string operand, out long result)
    {
        result = Encoding.UTF8.GetByteCount(operand);
        return null;
    }
}

/// <summary><c>toLower(text)</c>.</summary>
internal readonly struct ToLowerFunction : IUnary<string, string>
{
    public static string? Apply(string operand, out string result)
    {
        result = operand.ToLowerInvariant();
        return null;
    }
}

/// <summary><c>reverse(text)</c>: by code points.</summary>
internal readonly struct ReverseFunction : IUnary<string, string>
{
    public static string? Apply(string operand, out string result)
    {
        result = string.Create(operand.Length, operand, static (span, text) =>
        {
            var end = span.Length;
            foreach (var rune in text.EnumerateRunes())
            {
                end -= rune.Utf16SequenceLength;
                rune.EncodeToUtf16(span[end..]);
            }
        });
        return null;
    }
}
