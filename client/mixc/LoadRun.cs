using System.Collections.Concurrent;

namespace Mixer.Client;

/// <summary>
/// Makes many calls, several at once, and counts how they end. With a rate, call number n is due n/rate after the start, and its latency counts from
/// then: a server that stalls does not get the calls that it kept from being made forgiven.
/// </summary>
internal sealed class LoadRun(LoadArguments arguments, Func<long, Task<string>> call, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _outcomes = new(StringComparer.Ordinal);
    private long _next = -1;
    private long _started;
    private long _ended;

    public LatencyHistogram Latencies { get; } = new();

    public TimeSpan Elapsed => time.GetElapsedTime(_started, _ended == 0 ? time.GetTimestamp() : _ended);

    /// <summary>How many calls ended so, most frequent first.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> Outcomes =>
        [.. _outcomes.OrderByDescending(outcome => outcome.Value).ThenBy(outcome => outcome.Key, StringComparer.Ordinal)];

    public int Concurrency => arguments.Concurrency;

    /// <summary>Makes all calls; ends early, with what has ended so far, when cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _started = time.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, arguments.Concurrency).Select(_ => WorkAsync(cancellation)));
        _ended = time.GetTimestamp();
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            var number = Interlocked.Increment(ref _next);
            var due = arguments.Rate > 0 ? TimeSpan.FromSeconds(number / arguments.Rate) : time.GetElapsedTime(_started);
            if (arguments.Length > TimeSpan.Zero ? due >= arguments.Length : number >= arguments.Repeat)
            {
                return;
            }

            var ahead = due - time.GetElapsedTime(_started);
            if (ahead > TimeSpan.Zero)
            {
                try
                {
                    await Task.Delay(ahead, time, cancellation);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }

            var outcome = await call(number);
            Latencies.Add(time.GetElapsedTime(_started) - due);
            _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        }
    }
}
