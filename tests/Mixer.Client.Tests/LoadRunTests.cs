using Microsoft.Extensions.Time.Testing;
using Mixer.CommandLine;

namespace Mixer.Client.Tests;

public sealed class LoadRunTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Run_WithRate_BeginsCallsInTimeAndCountsTheDelayOfAStall()
    {
        var calls = new List<long>();
        var run = Create(
            number =>
            {
                calls.Add(number);
                if (number == 0)
                {
                    _time.Advance(TimeSpan.FromSeconds(1));
                }

                return Task.FromResult("OK");
            },
            "--rate", "10", "--repeat", "4");

        await run.RunAsync(CancellationToken.None);

        // The first call took a second; the others were due at 0.1, 0.2 and 0.3 s, and answered at once then.
        Assert.Equal([0, 1, 2, 3], calls);
        Assert.Equal(TimeSpan.FromSeconds(1), run.Latencies.Largest);
        Assert.Equal(TimeSpan.FromSeconds(0.85), run.Latencies.Mean);
    }

    [Fact]
    public async Task Run_WithRate_WaitsUntilACallIsDue()
    {
        var run = Create(_ => Task.FromResult("OK"), "--rate", "1", "--repeat", "2");

        var running = run.RunAsync(CancellationToken.None);
        Assert.Equal((false, 1L), (running.IsCompleted, run.Latencies.Count));
        _time.Advance(TimeSpan.FromSeconds(1));
        await running;

        Assert.Equal((2L, TimeSpan.Zero), (run.Latencies.Count, run.Latencies.Largest));
    }

    [Fact]
    public async Task Run_ForADuration_EndsWithIt()
    {
        var run = Create(
            _ =>
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                return Task.FromResult("OK");
            },
            "--duration", "1s");

        await run.RunAsync(CancellationToken.None);

        Assert.Equal(10, run.Latencies.Count);
    }

    [Fact]
    public async Task Run_OutcomesDiffer_AreCountedMostFrequentFirst()
    {
        var run = Create(number => Task.FromResult(number % 3 == 0 ? "RPC Unavailable" : "OK"), "--repeat", "9", "--concurrency", "2");

        await run.RunAsync(CancellationToken.None);

        Assert.Equal([new("OK", 6), new("RPC Unavailable", 3)], run.Outcomes);
    }

    [Theory]
    [InlineData("--rate", "-1", "the rate must be a number of calls a second, at least 0")]
    [InlineData("--rate", "inf", "the rate must be a number of calls a second, at least 0")]
    [InlineData("--duration", "-1s", "the duration must not be negative")]
    public async Task Check_LoadFlagImpossible_SaysSo(string flag, string value, string expected) =>
        Assert.Equal(new MixcRun(255, "", expected + "\n"), await MixcRun.Run("check", flag, value));

    private LoadRun Create(Func<long, Task<string>> call, params string[] arguments)
    {
        var flags = new FlagSet();
        var load = new LoadArguments(flags);
        Assert.Null(flags.Parse(arguments, [], []));
        Assert.Null(load.Validate());
        return new LoadRun(load, call, _time);
    }
}
