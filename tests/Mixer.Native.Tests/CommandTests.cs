namespace Mixer.Native.Tests;

/// <summary>What the commands print is the same in both forms: nothing that they need is trimmed away.</summary>
public sealed class CommandTests
{
    [NativeTheory]
    [InlineData("--help")]
    [InlineData("server", "--help")]
    [InlineData("server", "--port", "x")]
    [InlineData("describe", "adapters")]
    [InlineData("describe", "adapters", "--json")]
    [InlineData("describe", "templates", "--json")]
    [InlineData("describe", "adapters", "nothing")]
    [InlineData("crd", "all")]
    [InlineData("validate", "samples/config")]
    [InlineData("validate", "samples/config", "--output", "json")]
    [InlineData("validate", "tests/Mixer.Native.Tests/wrong")]
    [InlineData("validate", "tests/Mixer.Native.Tests/wrong", "--output", "json")]
    [InlineData("explain", "samples/config", "--call", "-s", "destination.service=ratings.default.svc.cluster.local,request.method=GET")]
    [InlineData("explain", "samples/config", "-o", "json", "-s", "destination.service=ratings.default.svc.cluster.local", "-i", "response.code=500")]
    public async Task Command_Native_DoesWhatTheOtherDoes(params string[] arguments)
    {
        var expected = await Programs.RunAsync(native: false, arguments);
        Assert.NotEmpty(expected.Output + expected.Error);
        Assert.DoesNotContain("unknown ", expected.Error, StringComparison.Ordinal);

        Assert.Equal(expected, await Programs.RunAsync(native: true, arguments));
    }
}
