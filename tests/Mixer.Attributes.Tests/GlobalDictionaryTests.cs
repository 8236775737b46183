using System.Security.Cryptography;
using System.Text;

namespace Mixer.Attributes.Tests;

public sealed class GlobalDictionaryTests
{
    [Fact]
    public void Words_Number_IsTheConstant() => Assert.Equal(GlobalDictionary.Count, GlobalDictionary.Words.Count);

    /// <summary>The words are the protocol: a proxy counts on each having its index (spec 01 section 15).</summary>
    [Fact]
    public void Words_TextAndOrder_NeverChange() =>
        Assert.Equal("99aab21f2865c70c3443b5bc23999c1942ac9cb482d7d455e5bd6327061fc86c", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', GlobalDictionary.Words)))));

    [Theory]
    [InlineData(0, "source.ip")]
    [InlineData(15, "request.headers")]
    [InlineData(94, "'200'")]
    [InlineData(136, "200")]
    [InlineData(152, "destination.service")]
    [InlineData(202, "connection.requested_server_name")]
    public void Words_ByIndex_AreThoseOfTheTable(int index, string word)
    {
        Assert.Equal(word, GlobalDictionary.Words[index]);
        Assert.Equal(index, GlobalDictionary.IndexOf(word));
    }
}
