using Mixer.Server.Api;

namespace Mixer.Server.Tests;

public sealed class GrpcMessagesTests
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("100%d\n", "100%25d%0A")]
    [InlineData("\u00e9", "%C3%A9")]
    public void Escape_Text_IsPercentEncodedAsGrpcWants(string text, string expected) => Assert.Equal(expected, GrpcMessages.Escape(text));
}
