using Mixer.CommandLine;
using Mixer.Server.Commands;

namespace Mixer.Functional.Tests;

/// <summary><c>mixs config</c> asks the console of a running server.</summary>
public sealed class ConfigCommandTests
{
    private const string Good = """
        {kind: attributemanifest, metadata: {name: m, namespace: istio-system}, spec: {attributes: {source.name: {valueType: STRING}}}}
        ---
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {status: {code: 7}}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        kind: rule
        metadata: {name: one, namespace: istio-system}
        spec:
          match: source.name == "a"
          actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]
        """;

    [Fact]
    public async Task Config_BeforeAndAfterABadChange_TellsWhatIsInEffect()
    {
        await using var console = await RunningConsole.StartAsync(Good);

        var (status, output) = await AskAsync(console);

        Assert.Equal(0, status);
        Assert.StartsWith("configuration 1 in effect, policy keep-last-good: 4 resources (4 effective)\n", output, StringComparison.Ordinal);

        await console.Server.ChangeAsync(Good.Replace("source.name == \"a\"", "source.nme == \"a\"", StringComparison.Ordinal));
        (status, output) = await AskAsync(console);

        Assert.Equal(1, status);
        Assert.StartsWith("configuration 2 in effect, policy keep-last-good: 4 resources (3 effective, 1 superseded)\n", output, StringComparison.Ordinal);
        Assert.Contains("one.rule.istio-system", output, StringComparison.Ordinal);
        Assert.Contains("unknown attribute source.nme", output, StringComparison.Ordinal);
    }

    private static async Task<(int Status, string Output)> AskAsync(RunningConsole console)
    {
        using var output = new StringWriter();
        var status = await new CommandRunner(ConfigCommand.Create(output, output), output, output).RunAsync(["--server", new Uri(console.Url).Authority]);
        return (status, output.ToString());
    }
}
