using Mixer.CommandLine;
using Mixer.Server.Commands;

namespace Mixer.Server.Tests;

/// <summary>Flags from the command line, the environment and an options file: which one counts, and what is said of a bad one.</summary>
public sealed class FlagSourceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-options-");
    private readonly Dictionary<string, string> _environment = [];

    private string FilePath => Path.Combine(_folder.FullName, "mixs.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Flag_GivenEverywhere_CommandLineGoesBeforeEnvironmentBeforeFile()
    {
        File.WriteAllText(FilePath, "maxMessageSize: 1\nmaxConcurrentStreams: 2\nmonitoringPort: 3\nlog_target: [stdout, stderr]\n");
        _environment["MIXS_OPTIONS_FILE"] = FilePath;
        _environment["MIXS_MAX_MESSAGE_SIZE"] = "10";
        _environment["MIXS_MAX_CONCURRENT_STREAMS"] = "20";

        var (_, output, _) = await RunAsync("--maxMessageSize", "100");

        Assert.Contains("MaxMessageSize: 100\nMaxConcurrentStreams: 20\n", output, StringComparison.Ordinal);
        Assert.Contains("MonitoringPort: 3\n", output, StringComparison.Ordinal);
        Assert.Contains("LoggingOptions: targets stdout stderr,", output, StringComparison.Ordinal);
        Assert.Contains("APIPort: 9091\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environment_BadValue_NamesTheVariable()
    {
        _environment["MIXS_PORT"] = "tcp://10.0.0.1:9091";

        var (code, _, error) = await RunAsync();

        Assert.Equal(255, code);
        Assert.StartsWith(
            "Error: invalid argument \"tcp://10.0.0.1:9091\" for \"-p, --port\" flag (from environment variable MIXS_PORT): strconv.ParseUint:", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prot: 1", "1:1: unknown option \"prot\", did you mean 'port'?")]
    [InlineData("profile: false\nport: 70000", "2:7")]
    [InlineData("- a", "1:1: expected a mapping of flags to values")]
    [InlineData("port: {a: 1}", "1:7: the value of port must be a text, a number or a list of them")]
    [InlineData("port: [", "")]
    public async Task File_Bad_SaysWhere(string text, string expected)
    {
        File.WriteAllText(FilePath, text);

        var (code, _, error) = await RunAsync("--optionsFile", FilePath);

        Assert.Equal(255, code);
        Assert.Contains($"{FilePath}:{expected}", error.Split('\n')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_Missing_SaysSo() =>
        Assert.StartsWith("Error: cannot read options file /nonexistent/x.yaml: ", (await RunAsync("--optionsFile", "/nonexistent/x.yaml")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("configStoreURL", "MIXS_CONFIG_STORE_URL")]
    [InlineData("log_output_level", "MIXS_LOG_OUTPUT_LEVEL")]
    [InlineData("probe-path", "MIXS_PROBE_PATH")]
    [InlineData("tlsClientCA", "MIXS_TLS_CLIENT_CA")]
    [InlineData("apiWorkerPoolSize", "MIXS_API_WORKER_POOL_SIZE")]
    [InlineData("v", "MIXS_V")]
    public void Variable_OfAFlag_IsInCapitals(string flag, string expected) => Assert.Equal(expected, EnvironmentFlags.NameOf("mixs", flag));

    [Fact]
    public async Task Help_OfServer_TellsOfVariables()
    {
        using var output = new StringWriter { NewLine = "\n" };
        await Runner(output, output).RunAsync(["server", "--help"]);

        Assert.Contains("\nEvery flag is also an environment variable: --", output.ToString(), StringComparison.Ordinal);
    }

    // A pool of no size ends the run after the options have been printed.
    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await Runner(output, error).RunAsync(["server", "--apiWorkerPoolSize", "0", .. arguments]);
        return (code, output.ToString(), error.ToString());
    }

    private CommandRunner Runner(StringWriter output, StringWriter error) =>
        new(MixsCommand.Create(output, error, ServerInventory.Bundled), output, error, _environment.GetValueOrDefault);
}
