using Mixer.Sdk;

namespace Mixer.Server.Introspection;

/// <summary>
/// The last calls, if somebody asked to record them; recording ends by itself after a while. While it is off a call pays for one read. What is kept is
/// bounded in number and size. Thread-safe.
/// </summary>
internal sealed class RecentCalls(TimeProvider time, RequestRecording mode)
{
    public const int Capacity = 200;
    public const int LargestMessage = 32 << 10;
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly RecentCall?[] _ring = new RecentCall?[Capacity];
    private long _lastId;

    // Timestamp of the clock at which recording ends; 0 while it is off.
    private long _until;

    public RequestRecording Mode => mode;

    /// <summary>True while calls are to be added.</summary>
    public bool IsRecording => Volatile.Read(ref _until) is var until and not 0 && time.GetTimestamp() < until;

    /// <summary>When recording ends by itself; null if it is off.</summary>
    public DateTimeOffset? Until =>
        IsRecording ? time.GetUtcNow() + time.GetElapsedTime(time.GetTimestamp(), Volatile.Read(ref _until)) : null;

    /// <summary>Begins to record anew, or ends it; what is there stays to be looked at. False if nothing may be recorded.</summary>
    public bool Record(bool on)
    {
        if (mode == RequestRecording.Off)
        {
            return false;
        }

        if (on && !IsRecording)
        {
            Array.Clear(_ring);
        }

        Volatile.Write(ref _until, on ? time.GetTimestamp() + (long)(Longest.TotalSeconds * time.TimestampFrequency) : 0);
        return true;
    }

    /// <summary>Adds a call that has ended; the message is copied.</summary>
    public void Add(bool isReport, ReadOnlySpan<byte> message, Status status, bool fromCache, TimeSpan elapsed)
    {
        var id = Interlocked.Increment(ref _lastId);
        var kept = message.Length <= LargestMessage ? message.ToArray() : [];
        Volatile.Write(ref _ring[id % Capacity], new RecentCall(id, time.GetUtcNow(), isReport, kept, status, fromCache, elapsed));
    }

    /// <summary>The calls that are there, newest first.</summary>
    public IReadOnlyList<RecentCall> List() => [.. _ring.OfType<RecentCall>().OrderByDescending(call => call.Id)];

    /// <summary>The call with that number; null if it is no longer there.</summary>
    public RecentCall? Find(long id) => id > 0 && Volatile.Read(ref _ring[id % Capacity]) is { } call && call.Id == id ? call : null;
}
