using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;
using Mixer.Attributes;
using Mixer.Benchmarks.Calls;
using Mixer.Runtime.Dispatching;
using Mixer.Server;

namespace Mixer.Benchmarks.Routing;

/// <summary>One check against so many rules, of which one matches and calls a handler: what is left of the number of rules.</summary>
public class RuleCountBenchmarks
{
    private MixerServer _server = null!;
    private Dispatcher _dispatcher = null!;
    private AttributeBag _bag = null!;

    /// <summary>How many.</summary>
    [Params(10, 100, 1_000, 10_000, 100_000)]
    public int Rules { get; set; }

    /// <summary>Loads the rules.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _server = await Servers.StartAsync(Configurations.Rules(Rules), cacheEntries: 0);
        _dispatcher = _server.Services.GetRequiredService<Dispatcher>();
        _bag = Servers.Bag(_dispatcher.Current.Vocabulary);
    }

    /// <summary>Ends the server.</summary>
    [GlobalCleanup]
    public async Task EndAsync() => await _server.DisposeAsync();

    /// <summary>Routes and asks the handler.</summary>
    [Benchmark]
    public ValueTask<CheckOutcome> Check()
    {
        _bag.References.Reset(_bag.Vocabulary.Count);
        return _dispatcher.Current.CheckAsync(_bag, CancellationToken.None);
    }
}
