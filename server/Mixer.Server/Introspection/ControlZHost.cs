using Microsoft.Extensions.DependencyInjection;
using Mixer.CommandLine;
using Mixer.Config.Stores;
using Mixer.ControlZ;
using Mixer.ControlZ.Views;
using Mixer.Runtime;
using Mixer.Server.Api;
using Mixer.Server.Hosting;
using Mixer.Server.Probes;
using Prometheus;

namespace Mixer.Server.Introspection;

/// <summary>Opens the console over the parts of a server: the one place where they meet.</summary>
internal static class ControlZHost
{
    /// <summary>The console; null if it is off or cannot listen, which the log says then.</summary>
    public static async Task<IAsyncDisposable?> StartAsync(ControlZContext context, CancellationToken cancellation)
    {
        var options = context.Options;
        return options.ControlZPort == 0
            ? null
            : await ControlZServer.StartAsync(
                new ControlZOptions { Address = options.ControlZAddress, Port = options.ControlZPort, AllowedHosts = options.ControlZAllowedHosts },
                SourcesOf(context),
                context.Log.Loggers,
                context.Services.GetRequiredService<TimeProvider>(),
                cancellation);
    }

    private static ControlZSources SourcesOf(ControlZContext context)
    {
        var (options, services) = (context.Options, context.Services);
        var runtime = services.GetRequiredService<MixerRuntime>();
        var places = new Places(options.ConfigStoreUrl);
        var config = new ConfigViews(runtime, services.GetRequiredService<IConfigStore>(), SecretMask.Value("", options.ConfigStoreUrl), places);
        var explain = new ExplainViews(runtime, options.ConfigDefaultNamespace, places);
        var recent = services.GetRequiredService<RecentCalls>();
        var calls = new CallViews(recent, explain);
        var scopes = new LogScopeViews(context.Log.Scopes);
        var caches = services.GetRequiredService<SnapshotCaches>();
        var traffic = services.GetRequiredService<GrpcServerMetrics>();
        return new ControlZSources
        {
            Version = new VersionView { Version = BuildInfo.Version, Revision = BuildInfo.Revision },
            Metrics = services.GetRequiredService<CollectorRegistry>(),
            Exit = context.RequestShutdown,
            LogScopes = scopes.List,
            ChangeLogScope = scopes.Change,
            Traffic = () => TotalsOf(traffic, caches.View()),
            ReadinessFault = services.GetRequiredService<HealthState>().ReadinessFault,
            Config = config.Config,
            Rules = config.Rules,
            Explain = explain.Explain,
            Handlers = config.Handlers,
            Cache = caches.View,
            PoolQueues = new Dictionary<string, long> { ["api"] = options.ApiPool.EffectiveQueueLength, ["adapter"] = options.AdapterPool.EffectiveQueueLength },
            RecentCalls = calls.List,
            RecordCalls = recent.Record,
            RecentCall = calls.Find,
        };
    }

    private static TrafficTotals TotalsOf(GrpcServerMetrics metrics, CacheView? cache)
    {
        var (checks, reports, failures, seconds) = metrics.Totals();
        return new TrafficTotals(checks, reports, failures, seconds, cache?.Hits ?? 0, cache?.Misses ?? 0);
    }
}
