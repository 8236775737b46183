using Mixer.CommandLine;
using Mixer.Sdk.Values;

namespace Mixer.Client;

/// <summary>The flags that say how many calls to make, how fast, and what to print of them.</summary>
internal sealed class LoadArguments(FlagSet flags)
{
    private const long MostAtOnce = 10_000;
    private readonly Flag<long> _repeat = flags.Integer("repeat", "int", 1, int.MinValue, int.MaxValue, "Sends the specified number of requests in quick succession", 'r');
    private readonly Flag<long> _concurrency = flags.Integer("concurrency", "int", 1, 1, MostAtOnce, "How many calls are under way at once; more than 1 prints a summary");
    private readonly Flag<double> _rate = flags.Double("rate", 0, "Calls a second, begun in time whether or not earlier ones have ended (0: as fast as they end); prints a summary");
    private readonly Flag<Duration> _duration = flags.Duration("duration", new Duration(0), "Makes calls for this long, in place of --repeat; prints a summary");
    private readonly Flag<bool> _summary = flags.Bool("summary", false, "Prints a summary of outcomes and latencies, not each reply");
    private readonly Flag<bool> _json = flags.Bool("json", false, "Prints JSON: a line for each reply, or the summary");
    private readonly Flag<string> _progress = flags.Choice("progress", "Whether a summarized run tells its progress on the standard error: auto (if that is a terminal), always or never", "auto",
        new Dictionary<string, string> { ["auto"] = "auto", ["always"] = "always", ["never"] = "never" });

    /// <summary>True for a run that ends in a summary.</summary>
    public bool IsLoad => _concurrency.Value > 1 || _rate.Value > 0 || _duration.Value.Nanoseconds > 0 || _summary.Value;

    public bool Json => _json.Value;

    /// <summary>Number of calls, unless a duration is given; not positive for none.</summary>
    public long Repeat => _repeat.Value;

    public int Concurrency => (int)_concurrency.Value;

    /// <summary>Calls a second; zero for as fast as they end.</summary>
    public double Rate => _rate.Value;

    /// <summary>How long to make calls; zero for <see cref="Repeat"/> calls.</summary>
    public TimeSpan Length => _duration.Value.ToTimeSpan();

    /// <summary>Null, or what is wrong.</summary>
    public string? Validate() =>
        !double.IsFinite(_rate.Value) || _rate.Value < 0 ? "the rate must be a number of calls a second, at least 0"
        : _duration.Value.Nanoseconds < 0 ? "the duration must not be negative"
        : null;

    /// <summary>Whether to tell the progress of a run.</summary>
    public bool ShowsProgress(bool onTerminal) => _progress.Value == "always" || (_progress.Value == "auto" && onTerminal);
}
