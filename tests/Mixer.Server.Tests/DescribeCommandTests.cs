using System.Text.Json;
using Mixer.CommandLine;
using Mixer.Server.Commands;

namespace Mixer.Server.Tests;

public sealed class DescribeCommandTests
{
    [Fact]
    public async Task Adapters_One_ShowsTemplatesAndFields()
    {
        var (code, text) = await RunAsync("adapters", "denier");

        Assert.Equal(0, code);
        Assert.StartsWith("denier: ", text, StringComparison.Ordinal);
        Assert.Contains("  takes: checknothing, listentry, quota\n  spec:\n    status: Status\n      code: int32\n", text, StringComparison.Ordinal);
        Assert.Contains("    validDuration: duration\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adapters_AllAsJson_AreThoseOfTheInventory()
    {
        var (_, text) = await RunAsync("adapters", "--json");

        using var json = JsonDocument.Parse(text);
        Assert.Equal(
            ServerInventory.Bundled.Adapters.Select(adapter => adapter.Name).Order(StringComparer.Ordinal),
            json.RootElement.EnumerateArray().Select(adapter => adapter.GetProperty("Name").GetString()));
    }

    [Fact]
    public async Task Templates_One_ShowsItsFields()
    {
        var (_, text) = await RunAsync("templates", "listentry");

        Assert.Equal("listentry: dispatched with each Check\n  spec:\n    value: expression of type STRING\n", text);
    }

    [Fact]
    public async Task Adapters_Unknown_NamesThoseThereAre()
    {
        var (code, text) = await RunAsync("adapters", "nope");

        Assert.Equal(255, code);
        Assert.StartsWith("No adapter is called \"nope\"; there are: ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_Described_Ends()
    {
        Assert.Equal(0, (await RunAsync("adapters")).Code);
        Assert.Equal(0, (await RunAsync("templates")).Code);
    }

    private static async Task<(int Code, string Text)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var root = MixsCommand.Create(output, output, ServerInventory.Bundled);
        var code = await new CommandRunner(root, output, output).RunAsync(["describe", .. arguments]);
        return (code, output.ToString());
    }
}
