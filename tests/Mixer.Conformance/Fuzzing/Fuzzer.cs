using System.Diagnostics;
using System.Globalization;

namespace Mixer.Conformance.Fuzzing;

/// <summary>Tries many random inputs, one at a time: counts what is accepted, what throws, and what takes longer than a millisecond whenever it is tried again.</summary>
/// <typeparam name="T">An input.</typeparam>
internal sealed class Fuzzer<T>(Func<Random, T> create, Func<T, bool> attempt, Func<T, string> show)
{
    private const int Repetitions = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(1);

    /// <summary>Runs; the number of crashes and slow inputs.</summary>
    public int Run(long count, int seed)
    {
        var random = new Random(seed);
        var (accepted, crashes, slow, retried) = (0L, 0, 0, 0L);
        var worst = TimeSpan.Zero;
        var started = Stopwatch.GetTimestamp();
        for (var i = 0L; i < count; i++)
        {
            var input = create(random);
            try
            {
                var before = Stopwatch.GetTimestamp();
                accepted += attempt(input) ? 1 : 0;
                var elapsed = Stopwatch.GetElapsedTime(before);
                if (elapsed > Limit)
                {
                    // Other processes and the collector interrupt too; an input is slow only if it never is faster.
                    retried++;
                    elapsed = Shortest(input, elapsed);
                    if (elapsed > Limit)
                    {
                        slow++;
                        Console.WriteLine($"SLOW {elapsed.TotalMilliseconds:F3} ms: {show(input)}");
                    }
                }

                worst = elapsed > worst ? elapsed : worst;
            }
            catch (Exception failure)
            {
                crashes++;
                Console.WriteLine($"CRASH {failure.GetType().Name} {failure.Message}: {show(input)}");
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count} tried, {accepted} accepted, {crashes} crashed, {slow} over 1 ms; the worst took {worst.TotalMilliseconds:F3} ms ({retried} were interrupted and tried again); "
            + $"{Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {GC.GetTotalMemory(true) >> 20} MB held, seed {seed}"));
        return crashes + slow;
    }

    private TimeSpan Shortest(T input, TimeSpan shortest)
    {
        for (var i = 0; i < Repetitions && shortest > Limit; i++)
        {
            var before = Stopwatch.GetTimestamp();
            attempt(input);
            var elapsed = Stopwatch.GetElapsedTime(before);
            shortest = elapsed < shortest ? elapsed : shortest;
        }

        return shortest;
    }
}
