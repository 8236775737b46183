using CsCheck;
using Mixer.Adapters.List;

namespace Mixer.Adapters.Tests.List;

public sealed class ProviderUrlTests
{
    [Theory]
    [InlineData("http://a\n", "parse \"http://a\n\": net/url: invalid control character in URL")]
    [InlineData("1:2", "parse \"1:2\": first path segment in URL cannot contain colon")]
    [InlineData("http://a b/", "parse \"http://a b/\": invalid character \" \" in host name")]
    [InlineData("http://[::1/", "parse \"http://[::1/\": missing ']' in host")]
    [InlineData("http://a/%1", "parse \"http://a/%1\": invalid URL escape \"%1\"")]
    [InlineData("//host/x", "URL scheme and host cannot be empty")]
    [InlineData("mailto:a@b", "URL scheme and host cannot be empty")]
    [InlineData("", "URL scheme and host cannot be empty")]
    [InlineData("http://a", null)]
    [InlineData("HTTPS://a.b:1/c?d=%zz#e", null)]
    [InlineData("http://[2001:db8::1]:8080/list", null)]
    public void FindFault_Url_SaysWhatIsWrong(string url, string? fault) => Assert.Equal(fault, ProviderUrl.FindFault(url));

    [Fact]
    public void FindFault_AnyText_NeverThrows() =>
        Check.Sample(Gen.String, text => Assert.NotEqual("", ProviderUrl.FindFault("http://" + text)));
}
