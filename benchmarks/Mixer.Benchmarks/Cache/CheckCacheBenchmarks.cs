using BenchmarkDotNet.Attributes;
using Mixer.Attributes;
using Mixer.Benchmarks.Calls;
using Mixer.CheckCaching;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Benchmarks.Cache;

/// <summary>Look-ups among ten thousand verdicts that depend on the root and the method.</summary>
public class CheckCacheBenchmarks
{
    private const int Verdicts = 10_000;
    private static readonly Vocabulary Words = new([new("request.method", AttributeType.String)]);
    private readonly CheckCache _cache = new(Verdicts * 2, TimeProvider.System);
    private readonly AttributeBag _known = Servers.Bag(Words);
    private readonly AttributeBag _unknown = Servers.Bag(Words);

    /// <summary>Fills the cache.</summary>
    [GlobalSetup]
    public void Fill()
    {
        _unknown.Set(Words.SlotOf("request.method"), new AttributeValue("PUT"));
        for (var i = 0; i < Verdicts; i++)
        {
            _known.References.Reset(Words.Count);
            _known.Set(Words.DestinationServiceSlot, new AttributeValue($"svc{i}.default.svc.cluster.local"));
            foreach (var slot in (int[])[Words.ReporterKindSlot, Words.DestinationNamespaceSlot, Words.DestinationServiceSlot, Words.SlotOf("request.method")])
            {
                _known.TryGet(slot, out _);
            }

            _cache.Store(_known, new CheckResult(Status.Ok, Duration.FromSeconds(100_000), 10_000));
        }
    }

    /// <summary>Finds one.</summary>
    [Benchmark]
    public bool Hit() => _cache.TryGet(_known, out _);

    /// <summary>Finds that there is none with these values.</summary>
    [Benchmark]
    public bool Miss() => _cache.TryGet(_unknown, out _);
}
