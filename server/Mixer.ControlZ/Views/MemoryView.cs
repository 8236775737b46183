using System.Runtime;
using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>Memory numbers: the reference's names for what .NET has too, then .NET's own. Sizes in bytes.</summary>
public sealed record MemoryView
{
    /// <summary>Bytes of live objects and garbage not collected yet.</summary>
    [JsonPropertyName("HeapAlloc")]
    public required long HeapAlloc { get; init; }

    /// <summary>The same, under its other name.</summary>
    [JsonPropertyName("Alloc")]
    public long Alloc => HeapAlloc;

    /// <summary>Bytes allocated since the start.</summary>
    [JsonPropertyName("TotalAlloc")]
    public required long TotalAlloc { get; init; }

    /// <summary>Physical memory that the process uses.</summary>
    [JsonPropertyName("Sys")]
    public required long Sys { get; init; }

    /// <summary>Bytes that the collector has committed.</summary>
    [JsonPropertyName("HeapSys")]
    public required long HeapSys { get; init; }

    /// <summary>Committed bytes that hold no objects.</summary>
    [JsonPropertyName("HeapIdle")]
    public long HeapIdle => Math.Max(0, HeapSys - HeapInuse);

    /// <summary>Size of the heap after the last collection.</summary>
    [JsonPropertyName("HeapInuse")]
    public required long HeapInuse { get; init; }

    /// <summary>Collections of all kinds.</summary>
    [JsonPropertyName("NumGC")]
    public required long NumGC { get; init; }

    /// <summary>Time that collections have paused the process, in nanoseconds.</summary>
    [JsonPropertyName("PauseTotalNs")]
    public required long PauseTotalNs { get; init; }

    /// <summary>Share of the time spent paused by collections, 0 to 1.</summary>
    [JsonPropertyName("GCCPUFraction")]
    public required double PauseFraction { get; init; }

    /// <summary>Collections by generation, 0 to 2.</summary>
    public required IReadOnlyList<long> Collections { get; init; }

    /// <summary>Bytes by generation after the last collection: 0, 1, 2, large objects, pinned objects.</summary>
    public required IReadOnlyList<long> GenerationSizes { get; init; }

    /// <summary>Bytes lost between objects.</summary>
    public required long Fragmented { get; init; }

    /// <summary>Memory that the process may use: of the machine or of its container.</summary>
    public required long Available { get; init; }

    /// <summary>Above this load the collector works harder, in bytes.</summary>
    public required long HighLoadThreshold { get; init; }

    /// <summary>Pinned objects in the last collection.</summary>
    public required long PinnedObjects { get; init; }

    /// <summary>The collector is the server's, with a heap for each processor.</summary>
    public required bool IsServerCollector { get; init; }

    /// <summary>How eager the collector is.</summary>
    public required string LatencyMode { get; init; }

    /// <summary>The numbers of this moment.</summary>
    public static MemoryView Read()
    {
        var info = GC.GetGCMemoryInfo(GCKind.Any);
        var generations = info.GenerationInfo;
        var sizes = new long[generations.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            sizes[i] = generations[i].SizeAfterBytes;
        }

        return new MemoryView
        {
            HeapAlloc = GC.GetTotalMemory(forceFullCollection: false),
            TotalAlloc = GC.GetTotalAllocatedBytes(),
            Sys = Environment.WorkingSet,
            HeapSys = info.TotalCommittedBytes,
            HeapInuse = info.HeapSizeBytes,
            NumGC = GC.CollectionCount(0),
            PauseTotalNs = (long)GC.GetTotalPauseDuration().TotalNanoseconds,
            PauseFraction = info.PauseTimePercentage / 100,
            Collections = [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)],
            GenerationSizes = sizes,
            Fragmented = info.FragmentedBytes,
            Available = info.TotalAvailableMemoryBytes,
            HighLoadThreshold = info.HighMemoryLoadThresholdBytes,
            PinnedObjects = info.PinnedObjectsCount,
            IsServerCollector = GCSettings.IsServerGC,
            LatencyMode = GCSettings.LatencyMode.ToString(),
        };
    }
}
