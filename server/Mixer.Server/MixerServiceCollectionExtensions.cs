using Microsoft.Extensions.DependencyInjection;
using Grpc.Reflection;
using Grpc.Reflection.V1Alpha;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Pools;
using Mixer.Server.Api;
using Mixer.Server.Explaining;
using Mixer.Server.Hosting;
using Mixer.Server.Introspection;
using Mixer.Server.LoadShedding;
using Mixer.Server.Monitoring;
using Mixer.Server.Probes;
using Prometheus;
using V1 = Mixer.Api.V1;

namespace Mixer.Server;

/// <summary>The composition root: the only place where the parts of the server meet.</summary>
internal static class MixerServiceCollectionExtensions
{
    /// <summary>Adds everything that serves calls. What is open stays the owner's of <paramref name="parts"/>.</summary>
    public static IServiceCollection AddMixer(
        this IServiceCollection services, MixerServerOptions options, ServerParts parts, CollectorRegistry registry, TimeProvider time)
    {
        var loggers = parts.Log!.Loggers;
        var runtime = parts.Runtime!;
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(parts.Log);
        services.AddSingleton(parts.Log.Scopes);
        services.AddSingleton(registry);
        services.AddSingleton(parts.Store!);
        services.AddSingleton(runtime);
        services.AddSingleton(runtime.Dispatcher);
        services.AddSingleton(parts.Health!);
        services.AddSingleton<ShutdownRequest>();
        services.AddSingleton(new RecentCalls(time, options.ControlZRequests));
        services.AddSingleton(new WorkerPool("api", options.ApiPool, time, registry));
        services.AddSingleton(_ => new LoadShedder(options.LoadShedding, time, loggers));
        services.AddSingleton<ApiCallPool>();
        services.AddSingleton(provider => new SnapshotCaches(options.CheckCacheEntries, time, provider.GetRequiredService<CollectorRegistry>()));
        services.AddSingleton(provider => new GrpcServerMetrics(provider.GetRequiredService<CollectorRegistry>()));
        services.AddSingleton(provider => new CheckPipeline(
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<LoadShedder>(),
            provider.GetRequiredService<SnapshotCaches>(),
            provider.GetRequiredService<WorkerPool>(),
            loggers));
        services.AddSingleton(provider => new ReportPipeline(
            provider.GetRequiredService<Dispatcher>(),
            provider.GetRequiredService<LoadShedder>(),
            provider.GetRequiredService<WorkerPool>(),
            loggers));
        services.AddSingleton(provider => new ApiEndpoint(
            provider.GetRequiredService<ApiCallPool>(),
            provider.GetRequiredService<CheckPipeline>(),
            provider.GetRequiredService<ReportPipeline>(),
            provider.GetRequiredService<LoadShedder>(),
            provider.GetRequiredService<GrpcServerMetrics>(),
            provider.GetRequiredService<RecentCalls>(),
            options,
            time,
            loggers));
        services.AddSingleton(_ => new ExplainPage(runtime));
        services.AddSingleton(_ => new MetricsPage(registry));
        services.AddSingleton(_ => new ProfilingPages(options.EnableProfiling, options.EnableDumps, time));
        services.AddSingleton(provider => new MonitoringPages(
            provider.GetRequiredService<MetricsPage>(),
            provider.GetRequiredService<HealthState>(),
            provider.GetRequiredService<ExplainPage>(),
            provider.GetRequiredService<ProfilingPages>(),
            () => runtime.State.Configuration));
        services.AddSingleton<HealthService>();
        services.AddSingleton(_ => new ReflectionServiceImpl(V1.Mixer.Descriptor, Grpc.Health.V1.Health.Descriptor, ServerReflection.Descriptor));
        return services;
    }
}
