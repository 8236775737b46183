namespace Mixer.ControlZ.Tests;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("ApiKey")]
    [InlineData("SSH_PRIVATE_KEY")]
    [InlineData("KEY")]
    [InlineData("ConnectionStrings__Default")]
    [InlineData("AWS_SESSION_TOKEN")]
    public void Value_NameSpeaksOfSecrets_IsHidden(string name) => Assert.Equal(SecretMask.Hidden, SecretMask.Value(name, "x"));

    [Theory]
    [InlineData("PATH", "/usr/bin")]
    [InlineData("KEYBOARD", "de")]
    [InlineData("AUTHOR", "somebody")]
    [InlineData("EMPTY_PASSWORD", "")]
    [InlineData("URL", "http://host/path?x=1")]
    [InlineData("URL", "http://user@host/")]
    public void Value_Ordinary_IsShown(string name, string value) => Assert.Equal(value, SecretMask.Value(name, value));

    [Fact]
    public void Arguments_InBothForms_AreMasked() =>
        Assert.Equal(
            ["mixs", "server", "--token=********", "--password", "********", "--port", "9091", "--url=amqp://me:********@host/"],
            SecretMask.Arguments(["mixs", "server", "--token=abc", "--password", "p w", "--port", "9091", "--url=amqp://me:pw@host/"]));
}
