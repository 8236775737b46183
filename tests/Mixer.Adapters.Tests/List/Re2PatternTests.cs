using Mixer.Adapters.List;

namespace Mixer.Adapters.Tests.List;

public sealed class Re2PatternTests
{
    [Theory]
    [InlineData("a*b", "abc", true)]
    [InlineData("a*b", "B", false)]
    [InlineData("a*b", "xxb", true)]
    [InlineData("^efg$", "efg", true)]
    [InlineData("^efg$", "efgh", false)]
    [InlineData("^efg$", "efg\n", false)]
    [InlineData("(?m)^efg$", "x\nefg\ny", true)]
    [InlineData("a.b", "a\nb", false)]
    [InlineData("(?s)a.b", "a\nb", true)]
    [InlineData("(?s:a.)b.", "a\nb\n", false)]
    [InlineData("(?i)ABC", "xabcx", true)]
    [InlineData("a(?i)b|c", "C", true)]
    [InlineData("(?i:a)b", "AB", false)]
    [InlineData("((?i)a)b", "AB", false)]
    [InlineData("((?i)a)b", "Ab", true)]
    [InlineData("(?i)a(?-i)b", "AB", false)]
    [InlineData(@"^\d+$", "123", true)]
    [InlineData(@"^\d+$", "\u0661\u0662", false)]
    [InlineData(@"^\w+$", "a_9", true)]
    [InlineData(@"^\w+$", "\u00e9", false)]
    [InlineData(@"^\W$", "\u00e9", true)]
    [InlineData(@"^\s$", "\v", false)]
    [InlineData(@"^[\s]$", "\t", true)]
    [InlineData(@"^[^\d]$", "5", false)]
    [InlineData(@"^[\D]$", "x", true)]
    [InlineData(@"^[\W]$", "_", false)]
    [InlineData(@"^[\W]$", "`", true)]
    [InlineData("^[[:alpha:]]+$", "abZ", true)]
    [InlineData("^[[:alpha:]]+$", "ab1", false)]
    [InlineData("^[[:^digit:]_]+$", "ab_", true)]
    [InlineData("^[[:punct:]]+$", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", true)]
    [InlineData("^[^a]$", "\n", true)]
    [InlineData("^[]a]+$", "]a", true)]
    [InlineData("^[^]a]+$", "]", false)]
    [InlineData("^[a-]+$", "a-", true)]
    [InlineData("^[a-c-[b]]$", "b]", true)]
    [InlineData(@"^[a\-z]+$", "m", false)]
    [InlineData(@"\Qa.b\E+", "a.bbb", true)]
    [InlineData(@"^\Qa.b\E$", "axb", false)]
    [InlineData(@"^\x41\x{42}\103$", "ABC", true)]
    [InlineData(@"^\pL\p{Lu}\PN$", "aBc", true)]
    [InlineData(@"^\p{^L}$", "1", true)]
    [InlineData("^a{2}$", "aa", true)]
    [InlineData("^a{2,}$", "a", false)]
    [InlineData("^a{,2}$", "a{,2}", true)]
    [InlineData("^a{x}$", "a{x}", true)]
    [InlineData("^(?P<first>a)(b)$", "ab", true)]
    [InlineData("(?U)^a+?$", "aaa", true)]
    [InlineData("", "anything", true)]
    [InlineData(".*", "", true)]
    [InlineData("a||b", "zzz", true)]
    [InlineData("^a(?i)+B$", "aab", true)]
    [InlineData("^a{2}(?i){2}B$", "aaaab", true)]
    [InlineData("^(?i)[a-c]+k$", "AbC\u212a", true)]
    [InlineData("#x y", "#x y", true)]
    [InlineData("^\U0001F600{2}$", "\U0001F600\U0001F600", true)]
    [InlineData(@"^\/api\/v\d\/", "/api/v1/x", true)]
    [InlineData(@"\Aab\z", "ab", true)]
    [InlineData(@"\bab\b", "x ab y", true)]
    public void TryCompile_ValidPattern_MatchesAsRe2(string pattern, string value, bool matches)
    {
        Assert.True(Re2Pattern.TryCompile(pattern, out var regex, out var error), error);
        Assert.Equal(matches, regex.IsMatch(value));
    }

    [Theory]
    [InlineData("[", "missing closing ]: `[`")]
    [InlineData("a[bc", "missing closing ]: `[bc`")]
    [InlineData("(ab", "missing closing ): `(ab`")]
    [InlineData("ab)", "unexpected ): `ab)`")]
    [InlineData("*a", "missing argument to repetition operator: `*`")]
    [InlineData("a|+?", "missing argument to repetition operator: `+?`")]
    [InlineData("a|+", "missing argument to repetition operator: `+`")]
    [InlineData("a**", "invalid nested repetition operator: `**`")]
    [InlineData("a{1001}", "invalid repeat count: `{1001}`")]
    [InlineData("a{3,2}", "invalid repeat count: `{3,2}`")]
    [InlineData(@"\y", @"invalid escape sequence: `\y`")]
    [InlineData(@"(a)\1", @"invalid escape sequence: `\1`")]
    [InlineData(@"a\Z", @"invalid escape sequence: `\Z`")]
    [InlineData(@"ab\", "trailing backslash at end of expression: ``")]
    [InlineData("[z-a]", "invalid character class range: `z-a`")]
    [InlineData("[[:foo:]]", "invalid character class range: `[:foo:]`")]
    [InlineData("(?=a)", "invalid or unsupported Perl syntax: `(?=`")]
    [InlineData("(?<n>a)", "invalid or unsupported Perl syntax: `(?<`")]
    [InlineData("(?<!a)", "invalid or unsupported Perl syntax: `(?<`")]
    [InlineData("(?x)a", "invalid or unsupported Perl syntax: `(?x`")]
    [InlineData("(?>a)", "invalid or unsupported Perl syntax: `(?>`")]
    [InlineData("(?P<n", "invalid named capture: `(?P<n`")]
    [InlineData("(?P<n m>a)", "invalid named capture: `(?P<n m>`")]
    [InlineData(@"\x{110000}", @"invalid escape sequence: `\x{`")]
    public void TryCompile_InvalidPattern_SaysWhy(string pattern, string error)
    {
        Assert.False(Re2Pattern.TryCompile(pattern, out _, out var fault));
        Assert.Equal("error parsing regexp: " + error, fault);
    }

    [Fact]
    public void TryCompile_PatternThatWouldBacktrack_StaysLinear()
    {
        Assert.True(Re2Pattern.TryCompile("^(a+)+$", out var regex, out _));

        Assert.DoesNotMatch(regex, new string('a', 100_000) + "b");
    }

    [Fact]
    public void TryCompile_AnyText_NeverThrows() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.String[CsCheck.Gen.Char["ab01()[]{}^$.*+?|\\-:,<>PQEUimsxpLdDwWzA \n"], 0, 14],
            text => Assert.True(Re2Pattern.TryCompile(text, out _, out var error) || error.Length > 0));
}
