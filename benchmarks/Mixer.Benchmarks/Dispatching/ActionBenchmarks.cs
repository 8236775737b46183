using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Mixer.Attributes;
using Mixer.Benchmarks.Calls;
using Mixer.Runtime.Dispatching;
using Mixer.Server;

namespace Mixer.Benchmarks.Dispatching;

/// <summary>One matching rule with so many actions: instances built, handlers called, verdicts combined.</summary>
public class ActionBenchmarks
{
    private MixerServer _server = null!;
    private Dispatcher _dispatcher = null!;
    private AttributeBag _bag = null!;

    /// <summary>How many.</summary>
    [Params(0, 1, 5)]
    public int Actions { get; set; }

    /// <summary>Loads the rule.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        var instances = Enumerable.Range(0, Actions).Select(i => $"nothing{i}").ToArray();
        var text = Configurations.Rules(0) + $$"""
            ---
            apiVersion: config.istio.io/v1alpha2
            kind: rule
            metadata: {name: all, namespace: istio-system}
            spec:
              match: request.method == "GET"
              actions: [{handler: allow.denier, instances: [{{string.Join(", ", instances.Select(name => name + ".checknothing"))}}]}]

            """ + string.Concat(instances.Select(name => $$"""
            ---
            apiVersion: config.istio.io/v1alpha2
            kind: checknothing
            metadata: {name: {{name}}, namespace: istio-system}
            spec: {}

            """));
        _server = await Servers.StartAsync(text, cacheEntries: 0);
        _dispatcher = _server.Services.GetRequiredService<Dispatcher>();
        _bag = Servers.Bag(_dispatcher.Current.Vocabulary);
    }

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public async Task EndAsync() => await _server.DisposeAsync();

    /// <summary>Asks all of them.</summary>
    [Benchmark]
    public ValueTask<CheckOutcome> Check() => _dispatcher.Current.CheckAsync(_bag, CancellationToken.None);
}
