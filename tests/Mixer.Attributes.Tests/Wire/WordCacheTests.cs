using CsCheck;
using Mixer.Attributes.Wire;

namespace Mixer.Attributes.Tests.Wire;

public sealed class WordCacheTests
{
    [Fact]
    public void TextOf_SameWordAgain_IsTheSameObject()
    {
        var cache = new WordCache();
        Assert.Same(cache.TextOf("reviews.default.svc.cluster.local"u8), cache.TextOf("reviews.default.svc.cluster.local"u8));
    }

    [Fact]
    public void TextOf_WordsThatShareAPlace_AreNotMixedUp()
    {
        var cache = new WordCache(1);
        Gen.Byte.Array[0, 200].Sample(word => Assert.Equal(System.Text.Encoding.UTF8.GetString(word), cache.TextOf(word)));
        Gen.String[Gen.Char.AlphaNumeric, 0, 200].Sample(word =>
        {
            Assert.Equal(word, cache.TextOf(System.Text.Encoding.UTF8.GetBytes(word)));
            Assert.Equal(word, cache.TextOf(System.Text.Encoding.UTF8.GetBytes(word)));
        });
    }
}
