using Mixer.Sdk;

namespace Mixer.Attributes.Tests;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("", 256, "")]
    [InlineData("", 257, "...")]
    [InlineData("\ud83d\ude00", 254, "\ud83d\ude00")]
    [InlineData("\ud83d\ude00", 255, "...")]
    public void Of_Text_IsCutAfterAWholeCharacter(string end, int before, string expected)
    {
        var excerpt = Excerpt.Of(new string('x', before) + end);

        Assert.Equal(new string('x', Math.Min(before, 256)) + expected, excerpt);
    }

    [Fact]
    public void Fail_LongText_IsKeptByItsBeginning()
    {
        var bag = new AttributeBag(TestVocabulary.Default);

        Assert.False(bag.Fail(new string('x', 1_000_000)));

        Assert.Equal(new string('x', 1024) + "...", bag.Error);
    }
}
