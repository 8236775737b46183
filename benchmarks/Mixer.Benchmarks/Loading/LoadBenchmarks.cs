using BenchmarkDotNet.Attributes;
using Mixer.Config;
using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;
using Mixer.Server;

namespace Mixer.Benchmarks.Loading;

/// <summary>From the text of a configuration to a snapshot, for so many rules.</summary>
public class LoadBenchmarks
{
    private string _text = "";
    private IReadOnlyList<Resource> _resources = [];
    private SnapshotBuilder _warm = null!;
    private ResourceSet _set = null!;
    private Resource[] _changed = [];
    private int _turn;

    /// <summary>How many.</summary>
    [Params(10, 1_000, 10_000)]
    public int Rules { get; set; }

    /// <summary>Writes the configuration and builds it once.</summary>
    [GlobalSetup]
    public void Write()
    {
        _text = Configurations.Rules(Rules);
        _resources = Read();
        _warm = Builder();
        _set = new ResourceSet(_resources);
        _warm.Build(_set, 1);
        _changed = [Changed("POST"), Changed("PUT")];
    }

    /// <summary>Reads the documents.</summary>
    [Benchmark]
    public IReadOnlyList<Resource> Read() => ResourceText.Parse("config.yaml", _text, YamlLimits.Default).Resources;

    /// <summary>Makes the first snapshot of them.</summary>
    [Benchmark]
    public ConfigSnapshot BuildFirst() => Builder().Build(new ResourceSet(_resources), 1);

    /// <summary>Makes the next one after one rule has changed.</summary>
    [Benchmark]
    public ConfigSnapshot BuildAfterOneChange()
    {
        var rule = _changed[_turn++ % 2];
        _set.Apply([new ResourceChange(rule.Key, rule)]);
        return _warm.Build(_set, _turn);
    }

    private static SnapshotBuilder Builder() => new(MixerInventory.Adapters, MixerInventory.Templates, ConfigPolicy.KeepLastGood);

    private Resource Changed(string method) => ResourceText.Parse(
        "config.yaml", _text.Replace("\"svc0.default.svc.cluster.local\" && request.method == \"GET\"", $"\"svc0.default.svc.cluster.local\" && request.method == \"{method}\"", StringComparison.Ordinal), YamlLimits.Default)
        .Resources.First(resource => resource.Key.Name == "r0");
}
