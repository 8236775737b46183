using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Server.Api;
using Mixer.Server.Logging;
using Mixer.Server.Probes;

namespace Mixer.Server.Hosting;

/// <summary>
/// What a server has opened so far. Closing it ends everything that is there, in the order of spec 07 section 4, whether the server ran or its
/// construction failed half way. A step that fails or takes too long is logged and does not keep the others from ending.
/// </summary>
internal sealed class ServerParts(ServerHooks hooks, TimeSpan timeout, TimeProvider time)
{
    // What remains for every further step when the calls have used up all the time.
    private static readonly TimeSpan LeastForAStep = TimeSpan.FromSeconds(1);

    public LogSystem? Log { get; set; }

    public HealthState? Health { get; set; }

    /// <summary>The API's socket; once <see cref="Api"/> serves on it, that disposes it.</summary>
    public Socket? Listener { get; set; }

    public WebApplication? Api { get; set; }

    public IDisposable? Tracer { get; set; }

    public IConfigStore? Store { get; set; }

    public MixerRuntime? Runtime { get; set; }

    public IDisposable? ApiPool { get; set; }

    public IAsyncDisposable? Monitoring { get; set; }

    public IAsyncDisposable? ControlZ { get; set; }

    public FileProbe? Liveness { get; set; }

    public FileProbe? Readiness { get; set; }

    /// <summary>Ends everything; the log goes last.</summary>
    public async Task CloseAsync()
    {
        if (Log is null)
        {
            return; // The log is opened first.
        }

        var deadline = time.GetTimestamp() + (long)(timeout.TotalSeconds * time.TimestampFrequency);
        Health?.Stop();
        Readiness?.Refresh();
        await StepAsync("api", deadline, StopApiAsync);
        await StepAsync("controlz", deadline, () => EndAsync(ControlZ));
        await StepAsync("cache", deadline, () => EndAsync(Api));
        await StepAsync("listener", deadline, () => End(Listener));
        await StepAsync("tracer", deadline, () => Task.Run(() => Tracer?.Dispose()));
        await StepAsync("monitoring", deadline, () => EndAsync(Monitoring));
        await StepAsync("api pool", deadline, () => End(ApiPool));
        await StepAsync("runtime", deadline, () => EndAsync(Runtime));
        await StepAsync("store", deadline, () => EndAsync(hooks.Store is null ? Store : null));
        await StepAsync("liveness probe", deadline, () => EndAsync(Liveness));
        await StepAsync("readiness probe", deadline, () => EndAsync(Readiness));
        await StepAsync("log", deadline, () => Task.CompletedTask);
        Health?.Dispose();
        Log.Dispose();
    }

    private async Task StopApiAsync(CancellationToken cancellation)
    {
        if (Api is not null)
        {
            // Connections say goodbye and running calls finish; when the time is up, those that are left are cut off.
            var began = time.GetTimestamp();
            await Api.StopAsync(cancellation);
            var milliseconds = (long)time.GetElapsedTime(began).TotalMilliseconds;
            var (checks, reports, _, _) = Api.Services.GetRequiredService<GrpcServerMetrics>().Totals();
            var log = Log!.Loggers.CreateLogger(LogScopes.Default);
            HostingLog.ApiStopped(log, milliseconds, checks + reports);
        }
    }

    private Task StepAsync(string step, long deadline, Func<Task> end) => StepAsync(step, deadline, _ => end());

    private async Task StepAsync(string step, long deadline, Func<CancellationToken, Task> end)
    {
        var left = time.GetElapsedTime(time.GetTimestamp(), deadline);
        left = left < LeastForAStep ? LeastForAStep : left;
        try
        {
            try
            {
                hooks.Closing(step);
            }
            finally
            {
                using var limit = new CancellationTokenSource(left, time);
                await end(limit.Token).WaitAsync(left + LeastForAStep, time);
            }
        }
#pragma warning disable CA1031 // Whatever one part does at its end must not keep the others open.
        catch (Exception e)
#pragma warning restore CA1031
        {
            HostingLog.StepFailed(Log!.Loggers.CreateLogger(LogScopes.Default), step, e.Message);
        }
    }

    private static async Task EndAsync(IAsyncDisposable? part)
    {
        if (part is not null)
        {
            await part.DisposeAsync();
        }
    }

    private static Task End(IDisposable? part)
    {
        part?.Dispose();
        return Task.CompletedTask;
    }
}
