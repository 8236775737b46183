using System.Text;
using Mixer.Adapters.Stdio;
using Mixer.Adapters.Telemetry.Tests.Fakes;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;
using static Mixer.Adapters.Telemetry.Tests.Fakes.Instances;

namespace Mixer.Adapters.Telemetry.Tests.Stdio;

public sealed class StdioTests : IAsyncLifetime, IDisposable
{
    private readonly FakeEnvironment _environment = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("stdio-tests").FullName;

    [Fact]
    public async Task Metric_Json_HasLevelTimeInstanceValue() =>
        Assert.Equal(
            """{"level":"info","time":"2018-09-01T10:11:12.000000Z","instance":"cnt.metric.istio-system","value":1}""" + "\n",
            await Write(_ => { }, Metric("cnt.metric.istio-system", Number(1))));

    [Fact]
    public async Task Log_Json_HasVariablesInByteOrder() =>
        Assert.Equal(
            """{"level":"warn","time":"2018-09-01T10:11:12.123456Z","instance":"alog.logentry.istio-system","dbl":1.5,"dur":"1m30.5004s","flag":true,"ip1":"1.2.3.4","map":{"a":"1","b":"2"},"none":null,"size":25,"when":"2018-09-01T10:11:12.123456Z","zpath":"/p q"}""" + "\n",
            await Write(
                _ => { },
                Log(
                    "alog.logentry.istio-system",
                    "warning",
                    ("zpath", Text("/p q")),
                    ("size", Number(25)),
                    ("dur", Span("1m30.5004s")),
                    ("ip1", Ip(1, 2, 3, 4)),
                    ("dbl", Real(1.5)),
                    ("flag", new AttributeValue(true)),
                    ("none", default),
                    ("map", new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }))),
                    ("when", new AttributeValue(Noon)))));

    [Fact]
    public async Task Log_Console_HasTabs()
    {
        var text = await Write(
            config => config.OutputAsJson = false,
            Log("l", "error", ("value", Span("1m30.5004s")), ("x", Text("/p q"))),
            Log("empty", "nonsense"));

        Assert.Equal(
            "2018-09-01T10:11:12.123456Z\terror\tl\t{\"value\": \"1m30.5004s\", \"x\": \"/p q\"}\n"
            + "2018-09-01T10:11:12.123456Z\tinfo\tempty\n",
            text);
    }

    [Fact]
    public async Task Metric_Console_PutsValueFirst() =>
        Assert.Equal(
            "2018-09-01T10:11:12.000000Z\twarn\tm\t{\"value\": 1, \"a\": 2}\n",
            await Write(
                config =>
                {
                    config.OutputAsJson = false;
                    config.MetricLevel = Params.Types.Level.Warning;
                },
                Metric("m", Number(1), ("a", Number(2)))));

    [Theory]
    [InlineData("a\"b\\c\n\t\u0001<\u00e9>", "a\\\"b\\\\c\\n\\t\\u0001<\u00e9>")]
    [InlineData("\r\u007f&\u2028", "\\r\u007f&\u2028")]
    [InlineData("x\ud83d\ude00y", "x\ud83d\ude00y")]
    [InlineData("", "")]
    public async Task String_Json_EscapesOnlyWhatItMust(string value, string written) =>
        Assert.EndsWith("\"value\":\"" + written + "\"}\n", await Write(_ => { }, Metric("m", Text(value))), StringComparison.Ordinal);

    [Fact]
    public async Task String_HalfASurrogatePair_BecomesAnEscape() =>
        Assert.EndsWith("\"value\":\"x\\ufffdy\\ufffd\"}\n", await Write(_ => { }, Metric("m", Text("x\ud83dy\ude00"))), StringComparison.Ordinal);

    [Fact]
    public async Task Severity_OwnMap_ReplacesTheDefault()
    {
        var text = await Write(
            config =>
            {
                config.SeverityLevels.Clear();
                config.SeverityLevels["A"] = Params.Types.Level.Error;
                config.SeverityLevels["B"] = Params.Types.Level.Warning;
            },
            Log("l", "A"),
            Log("l", "B"),
            Log("l", "error"));

        Assert.Equal(["error", "warn", "info"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('"')[3]));
    }

    [Fact]
    public async Task OutputLevel_LowerLines_AreNotWritten()
    {
        var text = await Write(config => config.OutputLevel = Params.Types.Level.Error, Log("l", "info"), Log("l", "fatal"), Log("l", "warn"));

        Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("", await Write(config => config.OutputLevel = Params.Types.Level.Warning, Metric("m", Number(1))));
    }

    [Theory]
    [InlineData(Params.Types.Stream.Stdout, "/x", "outputPath: cannot specify an output path when using a STDOUT or STDERR log stream")]
    [InlineData(Params.Types.Stream.Stderr, "/x", "outputPath: cannot specify an output path when using a STDOUT or STDERR log stream")]
    [InlineData(Params.Types.Stream.File, "", "outputPath: need a valid output path when using a FILE or ROTATED_FILE log stream")]
    [InlineData(Params.Types.Stream.RotatedFile, "", "outputPath: need a valid output path when using a FILE or ROTATED_FILE log stream")]
    public void Validate_PathAndStreamDisagree_IsRefused(Params.Types.Stream stream, string path, string error)
    {
        var errors = new ConfigErrors();
        new StdioAdapter().Validate(new Params { LogStream = stream, OutputPath = path }, errors);

        Assert.Equal(error, Assert.Single(errors).ToString());
    }

    [Fact]
    public async Task Build_FolderMissing_SaysWhy()
    {
        var adapter = new StdioAdapter();
        var config = new Params { LogStream = Params.Types.Stream.File, OutputPath = Path.Combine(_folder, "no", "x") };

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () => await adapter.BuildAsync(config, _environment, default));

        Assert.Equal($"could not build logger: open {config.OutputPath}: no such file or directory", failure.Message);
    }

    [Fact]
    public async Task File_Exists_IsAppendedTo()
    {
        var path = Path.Combine(_folder, "x.log");
        await File.WriteAllTextAsync(path, "before\n");
        await using (var handler = await Build(path, _ => { }))
        {
            await ((IMetricHandler)handler).HandleMetricAsync([Metric("m", Number(1)), Metric("m", Number(2))], default);
            Assert.Equal(3, (await File.ReadAllLinesAsync(path)).Length);
        }

        if (!OperatingSystem.IsWindows())
        {
            await using var other = await Build(path + "2", _ => { });
            Assert.Equal("644", Convert.ToString((int)File.GetUnixFileMode(path + "2"), 8));
        }
    }

    [Fact]
    public async Task Concurrent_Batches_StayTogether()
    {
        var path = Path.Combine(_folder, "many.log");
        await using (var handler = await Build(path, _ => { }))
        {
            var metrics = (IMetricHandler)handler;
            await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Run(async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    await metrics.HandleMetricAsync([.. Enumerable.Range(0, 5).Select(n => Metric("m" + task, Number(i * 5 + n)))], default);
                }
            })));
        }

        var lines = await File.ReadAllLinesAsync(path);
        Assert.Equal(4000, lines.Length);
        for (var i = 0; i < lines.Length; i += 5)
        {
            Assert.Single(lines.Skip(i).Take(5).Select(line => line.Split('"')[11]).Distinct());
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _environment.DisposeAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<IHandler> Build(string path, Action<Params> change)
    {
        var adapter = new StdioAdapter();
        var config = adapter.CreateDefaultConfig();
        config.LogStream = Params.Types.Stream.File;
        config.OutputPath = path;
        change(config);
        return await adapter.BuildAsync(config, _environment, default);
    }

    private Task<string> Write(Action<Params> change, params MetricInstance[] instances) =>
        Write(change, handler => ((IMetricHandler)handler).HandleMetricAsync(instances, default));

    private Task<string> Write(Action<Params> change, params LogEntryInstance[] instances) =>
        Write(change, handler => ((ILogEntryHandler)handler).HandleLogEntryAsync(instances, default));

    private async Task<string> Write(Action<Params> change, Func<IHandler, ValueTask> report)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        await using (var handler = await Build(path, change))
        {
            await report(handler);
        }

        return await File.ReadAllTextAsync(path, Encoding.UTF8);
    }
}
