using Mixer.Server.Api;

namespace Mixer.Server.Tests;

public sealed class GrpcMessagesTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%d\n", "100%25d%0A")]
    [InlineData("\u00e9", "%C3%A9")]
    public void Escape_Text_IsPercentEncodedAsGrpcWants(string text, string expected) => Assert.Equal(expected, GrpcMessages.Escape(text));

    [Theory]
    [InlineData("x", 4096)]
    [InlineData("%", 1365)]
    [InlineData("\ud83d\ude00", 341)]
    public void Escape_JustShortEnough_IsWhole(string unit, int times)
    {
        var text = string.Concat(Enumerable.Repeat(unit, times));

        Assert.Equal(text, Uri.UnescapeDataString(GrpcMessages.Escape(text)));
    }

    [Theory]
    [InlineData("x", 4097, 4093)]
    [InlineData("%", 1366, 1364)]
    [InlineData("\ud83d\ude00", 342, 341)]
    [InlineData("\ud83d\ude00", 500_000, 341)]
    public void Escape_TooLong_EndsAfterAWholeCharacter(string unit, int times, int left)
    {
        var escaped = GrpcMessages.Escape(string.Concat(Enumerable.Repeat(unit, times)));

        Assert.InRange(escaped.Length, 4080, 4096);
        Assert.Equal(string.Concat(Enumerable.Repeat(unit, left)) + "...", Uri.UnescapeDataString(escaped));
    }

    [Fact]
    public void Escape_HalfACharacter_BecomesTheReplacement() => Assert.Equal("a%EF%BF%BDb", GrpcMessages.Escape("a\ud83db"));
}
