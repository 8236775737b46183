using System.Text.Json;
using Microsoft.Extensions.Logging;
using Mixer.Server.Logging;

namespace Mixer.Server.Tests;

/// <summary>The log as an operator reads it (spec 07 section 13; section 16, case 40).</summary>
public sealed partial class LogSystemTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mixer-log-");

    private string LogPath => Path.Combine(_folder.FullName, "x.log");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Line_OfDefaultScope_HasThreeColumns() =>
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z\tinfo\thello 5\n$", Write(new LogOptions(), log => Hello(log("default"), 5)));

    [Fact]
    public void Line_OfAnotherScopeWithFields_HasScopeAndFieldsAsTheReference()
    {
        var text = Write(new LogOptions(), log =>
        {
            using (log("adapters").BeginScope(new KeyValuePair<string, object>[] { new("adapter", "lc.listchecker.istio-system"), new("count", 3) }))
            {
                Hello(log("adapters"), 1);
            }
        });

        Assert.EndsWith("Z\tinfo\tadapters\thello 1\t{\"adapter\": \"lc.listchecker.istio-system\", \"count\": 3}\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_AsJson_HasItsKeysInOrder()
    {
        var text = Write(new LogOptions { AsJson = true, Callers = "api" }, log =>
        {
            using (log("api").BeginScope(new KeyValuePair<string, object>[] { new("adapter", "a") }))
            {
                Failed(log("api"), new InvalidOperationException("boom"));
            }
        });

        using var line = JsonDocument.Parse(text);
        Assert.Equal(["level", "time", "scope", "caller", "msg", "adapter", "stack"], line.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("error", "it failed"), (line.RootElement.GetProperty("level").GetString(), line.RootElement.GetProperty("msg").GetString()));
    }

    [Fact]
    public void Line_ScopeLogsCallers_NamesThisFile() =>
        Assert.Matches(@"\tinfo\tMixer\.Server\.Tests/LogSystemTests\.cs:\d+\thello 1\n$", Write(new LogOptions { Callers = "default" }, log => Hello(log("default"), 1)));

    [Theory]
    [InlineData("default:error", false, true)]
    [InlineData("default:info", true, true)]
    [InlineData("default:none", false, false)]
    public void StackTraceLevel_ComparedWithTheLinesOwnLevel_AddsStacks(string level, bool onInfo, bool onError)
    {
        var info = Write(new LogOptions { StackTraceLevel = level }, log => Hello(log("default"), 1));
        File.Delete(LogPath);
        var error = Write(new LogOptions { StackTraceLevel = level }, log => Bad(log("default")));

        Assert.Equal((onInfo, onError), (info.Contains("   at ", StringComparison.Ordinal), error.Contains("   at ", StringComparison.Ordinal)));
    }

    [Fact]
    public void StackTraceLevel_OfScopeOtherThanDefault_DoesNotReachItsLowerLines() =>
        Assert.DoesNotContain("   at ", Write(new LogOptions { StackTraceLevel = "api:error" }, log => Hello(log("api"), 1)), StringComparison.Ordinal);

    [Fact]
    public void OutputLevel_OfOneScope_DoesNotTouchOthersAndChangesAtRunTime()
    {
        var text = Write(new LogOptions { OutputLevel = "debug,loadshedding:warn" }, (system, log) =>
        {
            Detail(log("default"));
            Detail(log("api"));
            Hello(log("loadshedding"), 1);
            system.Scopes.Find("api")!.OutputLevel = 1;
            Detail(log("api"));
        });

        Assert.Equal(["debug\tdetail", "debug\tapi\tdetail"], text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    public void Framework_InformationAndRequests_AreNotWritten()
    {
        var scopes = new LogScopes();

        Assert.False(scopes.IsEnabled("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Critical));
        Assert.False(scopes.IsEnabled("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information));
        Assert.True(scopes.IsEnabled("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Warning));
    }

    [Fact]
    public void Scopes_All_AreThoseOfTheReferenceWithIndependentLevels()
    {
        var scopes = new LogScopes();

        Assert.Null(scopes.Apply("default:debug,api:none", (scope, level) => scope.OutputLevel = level));
        Assert.Equal(
            ["adapters:info", "api:none", "attributes:info", "default:debug", "grpcAdapter:info", "loadshedding:info"],
            scopes.All.Select(scope => $"{scope.Name}:{LogScopes.WordOf(scope.OutputLevel)}"));
        Assert.All(scopes.All, scope => Assert.Equal(("none", false), (LogScopes.WordOf(scope.StackTraceLevel), scope.LogCallers)));
    }

    [Theory]
    [InlineData("nope", "", "unknown scope 'nope' specified")]
    [InlineData("", "/nonexistent/dir/x.log", "open /nonexistent/dir/x.log: no such file or directory")]
    public void Create_OptionsThatCannotBeMet_SaysWhy(string callers, string target, string expected)
    {
        Assert.Null(LogSystem.Create(new LogOptions { Callers = callers, Targets = target.Length == 0 ? [] : [target] }, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Rotation_FileFull_BeginsAnother()
    {
        var path = Path.Combine(_folder.FullName, "rotated.log");
        using (var system = LogSystem.Open(new LogOptions { Targets = [], RotatePath = path, RotateMaxMegabytes = 1 }))
        {
            var log = system.Loggers.CreateLogger("default");
            var text = new string('x', 1 << 19);
            for (var line = 0; line < 5; line++)
            {
                Long(log, text);
            }
        }

        Assert.Equal(["rotated.log", "rotated_001.log"], _folder.GetFiles("rotated*").Select(file => file.Name).Order(StringComparer.Ordinal).Take(2));
    }

    [Fact]
    public void WriteFailure_IsToldOnTheErrorStream()
    {
        using var output = new StringWriter { NewLine = "\n" };

        new WriteFailures(output, TimeProvider.System).OnLoggingFailed(this, Serilog.Core.LoggingFailureKind.Temporary, "m", null, new IOException("No space left on device"));

        Assert.Matches(@"^\S+Z log write error: No space left on device\n$", output.ToString());
    }

    private string Write(LogOptions options, Action<Func<string, ILogger>> write) => Write(options, (_, log) => write(log));

    private string Write(LogOptions options, Action<LogSystem, Func<string, ILogger>> write)
    {
        using (var system = LogSystem.Open(options with { Targets = [LogPath] }))
        {
            write(system, system.Loggers.CreateLogger);
        }

        return File.ReadAllText(LogPath);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "hello {Count}")]
    private static partial void Hello(ILogger log, int count);

    [LoggerMessage(Level = LogLevel.Debug, Message = "detail")]
    private static partial void Detail(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "bad")]
    private static partial void Bad(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "it failed")]
    private static partial void Failed(ILogger log, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Text}")]
    private static partial void Long(ILogger log, string text);
}
