using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mixer.Functional.Tests;

/// <summary>The commands of docs/controlz.md, typed against a real server.</summary>
public sealed partial class ConsoleGuideTests
{
    private const string Config = """
        {kind: attributemanifest, metadata: {name: m, namespace: istio-system}, spec: {attributes: {request.headers: {valueType: STRING_MAP}, request.size: {valueType: INT64}}}}
        ---
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        {kind: rule, metadata: {name: r, namespace: istio-system}, spec: {match: 'request.headers["clnt"] == "abc"', actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]}}
        """;

    [CurlFact]
    public async Task Commands_TypedAsShown_ChangeALevelAndExplainACall()
    {
        await using var console = await RunningConsole.StartAsync(Config);
        var commands = Shell().Match(await File.ReadAllTextAsync(Page())).Groups["commands"].Value.Replace("http://127.0.0.1:9876", console.Url, StringComparison.Ordinal);

        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, ArgumentList = { "-e", "-c", commands } };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.Equal(0, shell.ExitCode);
        Assert.Equal("debug", (await console.GetAsync("/scopej/api")).GetProperty("output_level").GetString());
        using var explain = JsonDocument.Parse(output);
        Assert.Equal("matched", explain.RootElement.GetProperty("rules")[0].GetProperty("outcome").GetString());
    }

    private static string Page([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "docs", "controlz.md"));

    [GeneratedRegex(@"```sh\n(?<commands>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Shell();

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class CurlFactAttribute : FactAttribute
    {
        public CurlFactAttribute()
        {
            if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "curl"))))
            {
                Skip = "curl is not installed";
            }
        }
    }
}
