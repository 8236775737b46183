using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Mixer.Docs.Tests;

/// <summary>The files of deploy/ and the operator's table of flags fit the program as built.</summary>
public sealed partial class DeploymentTests
{
    private static readonly string[] Instructions =
        ["ARG", "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD", "LABEL", "VOLUME", "HEALTHCHECK", "ADD", "SHELL"];

    private static readonly Lazy<Task<string>> Help = new(() => RunAsync("server --help"));

    [Fact]
    public async Task OperatorsGuide_FlagTable_HasEveryFlag()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(MarkdownTests.Root, "docs", "operations.md"));

        Assert.DoesNotContain((await FlagsAsync()).Except(["help"]), flag => !page.Contains($"`--{flag}`", StringComparison.Ordinal));
    }

    [SystemdFact]
    public async Task ServiceUnit_OfSystemd_IsValid()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-unit-");
        var unit = Path.Combine(folder.FullName, "mixs.service");
        var text = await File.ReadAllTextAsync(Deploy("mixs.service"));
        Assert.Contains("ExecStart=/usr/lib/mixs/mixs server --optionsFile /etc/mixs/mixs.yaml\n", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(unit, text.Replace("/usr/lib/mixs/mixs", "/bin/true", StringComparison.Ordinal));

        using var process = Process.Start(new ProcessStartInfo("systemd-analyze", $"verify --man=no {unit}") { RedirectStandardError = true })!;
        var complaints = (await process.StandardError.ReadToEndAsync()).Split('\n').Where(line => line.Contains("mixs.service", StringComparison.Ordinal));
        await process.WaitForExitAsync();

        Assert.Empty(complaints);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Dockerfile_EveryInstruction_IsOneAndFitsTheProgram()
    {
        var text = await File.ReadAllTextAsync(Deploy("Dockerfile"));
        var lines = Continuation().Replace(text, " ").Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).ToList();
        var stages = lines.Where(line => line[0] == "FROM").Select(line => Stage().Match(line[1]).Groups[1].Value).ToList();
        var variables = lines.Where(line => line[0] == "ENV").SelectMany(line => Variable().Matches(line[1]).Select(match => match.Groups[1].Value));
        var flags = await FlagsAsync();

        Assert.Empty(lines.Select(line => line[0]).Except(Instructions));
        Assert.Equal("ARG", lines[0][0]);
        Assert.All(lines.Where(line => line[0] == "COPY" && line[1].StartsWith("--from=", StringComparison.Ordinal)), line => Assert.Contains(line[1][7..].Split(' ')[0], stages));
        Assert.All(lines.Where(line => line[0] is "ENTRYPOINT" or "CMD"), line => Assert.NotEmpty(System.Text.Json.JsonSerializer.Deserialize<string[]>(line[1])!));
        Assert.Empty(variables.Where(name => name.StartsWith("MIXS_", StringComparison.Ordinal)).Except(flags.Select(VariableOf)));
        Assert.True(File.Exists(Path.Combine(MarkdownTests.Root, "server", "Mixer.Server", "Mixer.Server.csproj")));
    }

    [Fact]
    public async Task OptionsFile_OfDeploy_IsUnderstood()
    {
        var output = await RunAsync($"server --apiWorkerPoolSize 0 --optionsFile {Deploy("mixs.yaml")}");

        // The pool of no size ends the start; everything else of the file was taken.
        Assert.Contains("ConfigStoreURL: fs:///etc/mixer\n", output, StringComparison.Ordinal);
        Assert.EndsWith("Unable to initialize Mixer: api worker pool size must be >= 0 and <= 2^31-1, got pool size 0\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KubernetesManifest_Arguments_AreFlags()
    {
        var text = await File.ReadAllTextAsync(Deploy("kubernetes.yaml"));
        var used = Argument().Matches(text.Split('\n').Single(line => line.Contains("args:", StringComparison.Ordinal))).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(used);
        Assert.Empty(used.Except(await FlagsAsync()));
    }

    [Fact]
    public async Task OperatorsGuide_BadVariable_IsToldAsThePageShows()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(MarkdownTests.Root, "docs", "operations.md"));
        var shown = WithVariable().Match(page);
        Assert.True(shown.Success);

        var output = await RunAsync("server", (shown.Groups["name"].Value, shown.Groups["value"].Value));

        Assert.StartsWith(shown.Groups["output"].Value + "\n", output, StringComparison.Ordinal);
    }

    private static string Deploy(string file) => Path.Combine(MarkdownTests.Root, "deploy", file);

    private static async Task<List<string>> FlagsAsync() => [.. FlagOfHelp().Matches(await Help.Value).Select(match => match.Groups[1].Value)];

    // configStoreURL -> MIXS_CONFIG_STORE_URL, as the guide says.
    private static string VariableOf(string flag) => "MIXS_" + Hump().Replace(flag, "$1_$2").ToUpperInvariant();

    private static async Task<string> RunAsync(string arguments, (string Name, string Value)? variable = null)
    {
        var program = Path.Combine(MarkdownTests.Root, "server/Mixer.Server", "bin", MarkdownTests.Configuration, "net10.0", "mixs.dll");
        var start = new ProcessStartInfo("dotnet", $"\"{program}\" {arguments}") { RedirectStandardOutput = true, RedirectStandardError = true };
        if (variable is { } set)
        {
            start.Environment[set.Name] = set.Value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output + await error;
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continuation();

    [GeneratedRegex(@" AS (\w+)$")]
    private static partial Regex Stage();

    [GeneratedRegex(@"(\w+)=\S+")]
    private static partial Regex Variable();

    [GeneratedRegex(@"--(\w+)=")]
    private static partial Regex Argument();

    [GeneratedRegex(@"(?m)^  (?:-\w, |    )--([\w-]+)")]
    private static partial Regex FlagOfHelp();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex Hump();

    [GeneratedRegex(@"```console\n\$ (?<name>MIXS_\w+)=(?<value>\S+) \./mixs server\n(?<output>[^\n]*)\n```")]
    private static partial Regex WithVariable();
}
