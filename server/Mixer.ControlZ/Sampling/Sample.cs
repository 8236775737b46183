namespace Mixer.ControlZ.Sampling;

/// <summary>The state of the process at one moment; rates and shares are over the time since the sample before.</summary>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Heap">Bytes on the heap.</param>
/// <param name="WorkingSet">Physical memory in bytes.</param>
/// <param name="Cpu">Processors busy, for example 0.5 for half of one.</param>
/// <param name="Collections">Collections since the start.</param>
/// <param name="Allocated">Bytes allocated a second.</param>
/// <param name="Checks">Checks a second.</param>
/// <param name="Reports">Reports a second.</param>
/// <param name="Failures">Failed calls a second.</param>
/// <param name="Latency">Mean time of a call in milliseconds; null without calls.</param>
/// <param name="CacheHits">Share of look-ups that were answered, 0 to 1; null without any.</param>
public sealed record Sample(
    long Time, long Heap, long WorkingSet, double Cpu, long Collections, double Allocated, double Checks, double Reports, double Failures, double? Latency, double? CacheHits);
