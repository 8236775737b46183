using Mixer.CommandLine;
using Mixer.Server.Commands;

namespace Mixer.Server.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("bogus")]
    [InlineData("inventory")]
    public async Task Command_Unknown_IsRefused(string word)
    {
        var run = await RunAsync(word);

        Assert.Equal((255, $"Error: unknown command \"{word}\" for \"mixs\"\nRun 'mixs --help' for usage.\n"), (run.Code, run.Error));
    }

    [Theory]
    [InlineData("--port=70000", "Error: invalid argument \"70000\" for \"-p, --port\" flag: strconv.ParseUint: parsing \"70000\": value out of range")]
    [InlineData("extra", "Error: 'extra' is an invalid argument")]
    [InlineData("--nope", "Error: unknown flag: --nope")]
    [InlineData("--livenessProbeInterval=5", "Error: invalid argument \"5\" for \"--livenessProbeInterval\" flag: time: missing unit in duration \"5\"")]
    [InlineData("--configPolicy=best", "Error: invalid argument \"best\" for \"--configPolicy\" flag: must be one of keep-last-good, partial, strict")]
    [InlineData("--loadsheddingMode=Enforce", "Error: invalid argument \"Enforce\" for \"--loadsheddingMode\" flag: must be one of disabled, enforce, logonly")]
    public async Task Server_ArgumentWrong_PrintsErrorAndUsage(string argument, string expected)
    {
        var run = await RunAsync("server", argument);

        Assert.Equal(255, run.Code);
        Assert.StartsWith(expected + "\nUsage:\n  mixs server [flags]\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Unable to initialize Mixer: api worker pool size must be >= 0 and <= 2^31-1, got pool size 0", "--apiWorkerPoolSize", "0")]
    [InlineData("Unable to initialize Mixer: # check cache entries must be >= 0 and <= 2^31-1, got -1", "--numCheckCacheEntries", "-1")]
    [InlineData("Unable to initialize Mixer: unknown scope 'foo' specified", "--log_output_level", "foo:debug")]
    [InlineData("Unable to initialize Mixer: unable to setup tracing: sampling rate must be in the range: [0.0, 1.0]", "--trace_log_spans", "--trace_sampling_rate", "2")]
    [InlineData("Unable to initialize Mixer: unable to setup tracing: can't have Jaeger and Zipkin outputs active simultaneously", "--trace_zipkin_url", "http://z", "--trace_jaeger_url", "http://j")]
    [InlineData("Unable to initialize Mixer: adapter worker pool size must be >= 0 and <= 2^31-1, got pool size -1", "--adapterWorkerPoolSize", "-1")]
    [InlineData("Unable to initialize Mixer: unable to connect to the configuration server: invalid configuration: no configuration has been provided")]
    public async Task Server_CannotStart_SaysWhyAfterItsOptions(string expected, params string[] arguments)
    {
        var run = await RunAsync(["server", .. arguments]);

        Assert.Equal((255, expected + "\n"), (run.Code, run.Error));
        Assert.StartsWith("Mixer started with\nMaxMessageSize: 1048576\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_DeprecatedFlag_IsAcceptedWithNotice()
    {
        var run = await RunAsync("server", "-v", "2", "--apiWorkerPoolSize", "0");

        Assert.StartsWith(
            "Flag --v has been deprecated, please use --log_output_level instead\nFlag shorthand -v has been deprecated, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_WithoutFlags_IsNotValid() =>
        Assert.Equal((255, "Some options are not valid\n"), Pair(await RunAsync("probe")));

    [Fact]
    public async Task Probe_FileMissing_SaysSo() =>
        Assert.Equal(
            (255, "Fail on inspecting path /nonexistent/p: stat /nonexistent/p: no such file or directory\n"),
            Pair(await RunAsync("probe", "--probe-path", "/nonexistent/p", "--interval", "1s")));

    [Fact]
    public async Task Probe_FileFreshOrOld_IsJudgedByItsAge()
    {
        var path = Path.GetTempFileName();
        var fresh = await RunAsync("probe", "--probe-path", path, "--interval", "1h");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 2, 15, 4, 5, DateTimeKind.Utc));
        var old = await RunAsync("probe", "--probe-path", path, "--interval", "1s");
        File.Delete(path);

        Assert.Equal((0, "OK\n"), (fresh.Code, fresh.Output));
        Assert.Equal(
            $"Fail on inspecting path {path}: file {path} is too old (last modified time 2026-01-02 15:04:05 +0000 UTC, should be within 1.01s)\n", old.Error);
    }

    [Fact]
    public async Task Crd_All_StartsWithTheCoreKinds()
    {
        var run = await RunAsync("crd", "all");

        var names = run.Output.Split('\n').Where(line => line.StartsWith("  name: ", StringComparison.Ordinal)).Select(line => line[8..]).ToList();
        Assert.Equal(["rules.config.istio.io", "attributemanifests.config.istio.io"], names[..2]);
        Assert.Contains("apikeies.config.istio.io", names);
        Assert.Contains("prometheuses.config.istio.io", names);
    }

    [Fact]
    public async Task Validate_SampleConfiguration_IsValid()
    {
        var run = await RunAsync("validate", Path.Combine(RepositoryRoot(), "samples", "config"));

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.EndsWith(" resources: 0 errors, 0 warnings\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Misspelt_ShowsPlaceExcerptAndAdvice()
    {
        var folder = Directory.CreateTempSubdirectory("mixs-validate-");
        var file = Path.Combine(folder.FullName, "a.yaml");
        await File.WriteAllTextAsync(file, "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {validDuraton: 5s}\n");
        var text = await RunAsync("validate", folder.FullName);
        var json = await RunAsync("validate", file, "--output", "json");
        folder.Delete(recursive: true);

        Assert.Equal(
            (1,
            $"{file}:3:8: error: d.denier.ns: validDuraton: unknown field \"validDuraton\" in config.Params (did you mean 'validDuration'?) [unknown-field]\n"
            + "    3 | spec: {validDuraton: 5s}\n      |        ^\n1 resource: 1 error, 0 warnings\n"),
            (text.Code, text.Output));
        Assert.Equal(1, json.Code);
        using var report = System.Text.Json.JsonDocument.Parse(json.Output);
        Assert.Equal("unknown-field", report.RootElement.GetProperty("problems")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("Error: give the directory or file to validate: mixs validate DIR\n")]
    [InlineData("Error: /nonexistent/c: no such file or directory\n", "/nonexistent/c")]
    [InlineData("Error: invalid argument \"xml\" for \"-o, --output\" flag: must be one of json, msbuild, text\n", "/", "-o", "xml")]
    [InlineData("Error: 'b' is an invalid argument\n", "a", "b")]
    public async Task Validate_CannotBeAsked_IsAUsageError(string expected, params string[] arguments)
    {
        var run = await RunAsync(["validate", .. arguments]);

        Assert.Equal(2, run.Code);
        Assert.StartsWith(expected, run.Error, StringComparison.Ordinal);
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Mixer.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }

    private static (int, string) Pair(Run run) => (run.Code, run.Error);

    private static async Task<Run> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new CommandRunner(MixsCommand.Create(output, error, ServerInventory.Bundled), output, error).RunAsync(arguments);
        return new Run(code, output.ToString(), error.ToString());
    }

    private sealed record Run(int Code, string Output, string Error);
}
