using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Runtime.Dispatching;
using Mixer.Server.Api;
using Mixer.Server.LoadShedding;
using Mixer.Server.Monitoring;
using Mixer.Server.Probes;
using Prometheus;

namespace Mixer.Server;

/// <summary>The composition root: the only place where the parts of the server meet.</summary>
internal static class MixerServiceCollectionExtensions
{
    /// <summary>Adds everything that serves calls; <paramref name="store"/> becomes the container's to dispose, <paramref name="loggers"/> stays the caller's.</summary>
    public static IServiceCollection AddMixer(
        this IServiceCollection services, MixerServerOptions options, IConfigStore store, ILoggerFactory loggers, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(loggers);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddSingleton(_ => Metrics.NewCustomRegistry());
        services.AddSingleton(_ => store);
        services.AddSingleton(provider => new MixerRuntime(
            new RuntimeOptions
            {
                DefaultNamespace = options.ConfigDefaultNamespace,
                Policy = options.ConfigPolicy,
                DenyUnknownQuotas = options.UnknownQuota == UnknownQuota.Deny,
                AdapterConcurrency = (int)options.AdapterWorkerPoolSize,
                AdapterQueueLength = (int)options.AdapterWorkerPoolSize,
                SingleThreaded = options.SingleThreaded,
            },
            provider.GetRequiredService<IConfigStore>(),
            options.Inventory.Adapters,
            options.Inventory.Templates,
            loggers,
            time,
            provider.GetRequiredService<CollectorRegistry>()));
        services.AddSingleton(provider => provider.GetRequiredService<MixerRuntime>().Dispatcher);
        services.AddSingleton(_ => new LoadShedder(options.LoadShedding, time, loggers));
        services.AddSingleton<BagPool>();
        services.AddSingleton(provider => new SnapshotCaches(options.CheckCacheEntries, time, provider.GetRequiredService<CollectorRegistry>()));
        services.AddSingleton(provider => new GrpcServerMetrics(provider.GetRequiredService<CollectorRegistry>()));
        services.AddSingleton(provider => new CheckPipeline(
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<LoadShedder>(),
            provider.GetRequiredService<SnapshotCaches>(),
            provider.GetRequiredService<BagPool>(),
            loggers));
        services.AddSingleton(provider => new ReportPipeline(
            provider.GetRequiredService<Dispatcher>(), provider.GetRequiredService<LoadShedder>(), provider.GetRequiredService<BagPool>(), loggers));
        services.AddSingleton(provider => new ApiEndpoint(
            provider.GetRequiredService<CheckPipeline>(),
            provider.GetRequiredService<ReportPipeline>(),
            provider.GetRequiredService<LoadShedder>(),
            provider.GetRequiredService<GrpcServerMetrics>(),
            options,
            time,
            loggers));
        services.AddSingleton(provider => new HealthState(() => FaultOf(provider.GetRequiredService<IConfigStore>().Status)));
        services.AddSingleton(provider => new MonitoringPages(
            provider.GetRequiredService<CollectorRegistry>(), provider.GetRequiredService<HealthState>(), options));
        return services;
    }

    private static string? FaultOf(StoreStatus status) => status.IsAvailable ? null : status.Detail;
}
