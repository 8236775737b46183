using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Http;
using Mixer.Server;

namespace Mixer.Benchmarks.Calls;

/// <summary>Whole calls above the HTTP layer, which is the same for all: an empty method, and the server's.</summary>
public class CallBenchmarks
{
    private readonly List<MixerServer> _servers = [];
    private readonly RepeatedCall _check = Servers.Check();
    private readonly RepeatedCall _one = Servers.Report(1);
    private readonly RepeatedCall _hundred = Servers.Report(100);
    private RequestDelegate _empty = null!;
    private RequestDelegate _cached = null!;
    private RequestDelegate _uncached = null!;

    /// <summary>Starts the servers.</summary>
    [GlobalSetup]
    public async Task StartAsync()
    {
        _empty = Servers.Empty();
        _cached = await StartAsync(cacheEntries: 1000);
        _uncached = await StartAsync(cacheEntries: 0);
    }

    /// <summary>Ends them.</summary>
    [GlobalCleanup]
    public async Task EndAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    /// <summary>gRPC for ASP.NET Core with a method that does nothing.</summary>
    [Benchmark(Baseline = true)]
    public void EmptyCheck() => _check.Make(_empty);

    /// <summary>A verdict from the cache.</summary>
    [Benchmark]
    public void CachedCheck() => _check.Make(_cached);

    /// <summary>Ten rules, one action, no cache.</summary>
    [Benchmark]
    public void Check() => _check.Make(_uncached);

    /// <summary>A record that no rule wants.</summary>
    [Benchmark]
    public void ReportOne() => _one.Make(_uncached);

    /// <summary>A hundred of them.</summary>
    [Benchmark]
    public void ReportHundred() => _hundred.Make(_uncached);

    /// <summary>The same in an empty method.</summary>
    [Benchmark]
    public void EmptyReportHundred() => _hundred.Make(_empty);

    private async Task<RequestDelegate> StartAsync(int cacheEntries)
    {
        var server = await Servers.StartAsync(Configurations.Rules(10), cacheEntries);
        _servers.Add(server);
        return server.Api();
    }
}
