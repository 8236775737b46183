using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mixer.Benchmarks.Reload;

/// <summary>Which versions were written, and which have been seen at work. Thread-safe.</summary>
internal sealed class VersionLog
{
    private readonly ConcurrentDictionary<int, (ConfigVersion Version, long Written)> _written = new();
    private readonly ConcurrentDictionary<int, TimeSpan> _seenAfter = new();
    private int _newest;
    private int _floor;

    /// <summary>The newest version written so far: no answer can be of a later one.</summary>
    public int Newest => Volatile.Read(ref _newest);

    /// <summary>The newest version that an ended call was answered by: a call that begins now must not be answered by an older one.</summary>
    public int Floor => Volatile.Read(ref _floor);

    public int Seen => _seenAfter.Count;

    public TimeSpan LongestDelay => _seenAfter.IsEmpty ? TimeSpan.Zero : _seenAfter.Values.Max();

    /// <summary>To be called before the version can be read.</summary>
    public void Writing(ConfigVersion version)
    {
        _written[version.Number] = (version, Stopwatch.GetTimestamp());
        Volatile.Write(ref _newest, version.Number);
    }

    public ConfigVersion? Find(int number) => _written.TryGetValue(number, out var entry) && !entry.Version.IsHalf ? entry.Version : null;

    /// <summary>
    /// A version as it may work: itself, or, if its handlers cannot be used, with those of the versions before it back to the newest one with usable handlers that has been seen (the server may have missed those between).
    /// </summary>
    public IEnumerable<ConfigVersion> Workings(ConfigVersion version)
    {
        if (!version.HasBadHandlers)
        {
            return [version];
        }

        var seen = _seenAfter.Keys.Where(number => number < version.Number && Find(number) is { HasBadHandlers: false }).DefaultIfEmpty(0).Max();
        return Enumerable.Range(seen, version.Number - seen).Select(Find).OfType<ConfigVersion>().Select(version.WithHandlersOf);
    }

    public void Answered(int number)
    {
        _seenAfter.TryAdd(number, Stopwatch.GetElapsedTime(_written[number].Written));
        var floor = Floor;
        while (floor < number)
        {
            var seen = Interlocked.CompareExchange(ref _floor, number, floor);
            floor = seen == floor ? number : seen;
        }
    }
}
