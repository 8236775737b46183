using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mixer.CheckCaching;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Pools;
using Mixer.Sdk;
using Mixer.Server.LoadShedding;

namespace Mixer.Server.Api;

/// <summary>What happens to one Check, in order: load shedding, cache, a place in the pool, attribute generators, check adapters, quotas (spec 01 section 7). Thread-safe.</summary>
internal sealed class CheckPipeline(Dispatcher dispatcher, LoadShedder shedder, SnapshotCaches caches, WorkerPool pool, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("api");
    private readonly ILogger _defaultLog = loggers.CreateLogger("default");
    private readonly ILogger _attributesLog = loggers.CreateLogger("attributes");

    /// <summary>Answers the check that was read into <paramref name="call"/>: OK with a response written, which may be a denial, or why there is no verdict.</summary>
    public ValueTask<Status> CheckAsync(ApiCall call)
    {
        var frame = call.Check;
        ApiLog.Check(_log, frame);
        if (shedder.IsRefused(1))
        {
            return new(new Status(StatusCode.Unavailable, "Server is currently overloaded. Please try again."));
        }

        var route = dispatcher.Acquire();
        var asynchronous = false;
        try
        {
            var bag = call.Bag;
            bag.Reset(route.Vocabulary);
            frame.FillBag(bag);
            var cache = caches.Of(route.ConfigId);
            if (cache is not null && cache.TryGet(bag, out var hit))
            {
                if (!hit.Status.IsOk || frame.Quotas.Count == 0)
                {
                    call.Decide(hit.Status, fromCache: true);
                    ApiLog.Verdict(_defaultLog, hit.Status, fromCache: true);
                    call.Response.WritePrecondition(
                        hit.Status, hit.ValidDuration, hit.ValidUseCount, route.Vocabulary, bag.References, frame.GlobalWordCount, hit.Attachment);
                    return new(Status.Ok);
                }

                // An OK from the cache says nothing about quotas: the whole way, from the start.
                bag.References.Reset(route.Vocabulary.Count);
            }

            // A place is only needed for work; what the cache answers is none.
            if (!pool.TryEnter())
            {
                return WaitAsync(call);
            }

            asynchronous = true;
            return EvaluateAsync(call, route, cache, pool.Timestamp());
        }
        finally
        {
            if (!asynchronous)
            {
                route.Release();
            }
        }
    }

    // While it waits a call holds no route, so that a change of the configuration need not wait for it.
    private async ValueTask<Status> WaitAsync(ApiCall call)
    {
        if (!await pool.EnterAsync(call.Abandoned))
        {
            return new Status(StatusCode.ResourceExhausted, PoolFull.Message);
        }

        var started = pool.Timestamp();
        var route = dispatcher.Acquire();
        try
        {
            call.Bag.Reset(route.Vocabulary);
            call.Check.FillBag(call.Bag);
        }
        catch
        {
            route.Release();
            pool.Exit(started);
            throw;
        }

        return await EvaluateAsync(call, route, caches.Of(route.ConfigId), started);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Status> EvaluateAsync(ApiCall call, Route route, CheckCache? cache, long started)
    {
        var bag = call.Bag;
        try
        {
            if (await call.WhileCallerWaits(route.PreprocessAsync(bag, call.CallerGone)) is { } preprocessError)
            {
                return Fail("preprocessing attributes failed: " + preprocessError);
            }

            var wantsQuotas = call.Check.Quotas.Count > 0;
            if (wantsQuotas)
            {
                call.Preprocessed.CopyFrom(bag.References);
            }

            var outcome = await call.WhileCallerWaits(route.CheckAsync(bag, call.CallerGone));
            if (outcome.Error is not null)
            {
                return Fail("performing check operation failed: " + outcome.Error);
            }

            var result = outcome.Result;
            cache?.Store(bag, result, outcome.RouteDirective);
            call.Response.WritePrecondition(
                result.Status, result.ValidDuration, result.ValidUseCount, route.Vocabulary, bag.References, call.Check.GlobalWordCount, outcome.RouteDirective);
            call.Decide(result.Status, fromCache: false);
            ApiLog.Verdict(_log, result.Status, fromCache: false);
            if (wantsQuotas && result.Status.IsOk)
            {
                await AllocateAsync(call, route);
            }

            return Status.Ok;
        }
        finally
        {
            ApiLog.Undecodable(_attributesLog, bag);
            route.Release();
            pool.Exit(started);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask AllocateAsync(ApiCall call, Route route)
    {
        var (frame, bag) = (call.Check, call.Bag);
        for (var index = 0; index < frame.Quotas.Count; index++)
        {
            // Nobody is charged who is gone.
            call.CallerGone.ThrowIfCancellationRequested();
            var quota = frame.Quotas[index];
            bag.References.CopyFrom(call.Preprocessed);
            var id = frame.DeduplicationId.Length == 0 ? "" : frame.DeduplicationId + quota.Name;
            var args = new QuotaArgs(id, quota.Amount, quota.BestEffort);
            var outcome = await call.WhileCallerWaits(route.QuotaAsync(bag, quota.Name, args, call.CallerGone));
            if (outcome.Error is not null)
            {
                ApiLog.QuotaFailed(_log, "performing quota alloc failed: " + outcome.Error);
            }

            var granted = outcome.Error is null ? outcome.Result : default;
            call.Response.WriteQuota(quota.Name, granted.Amount, granted.ValidDuration, route.Vocabulary, bag.References, frame.GlobalWordCount);
        }
    }

    private Status Fail(string message)
    {
        ApiLog.CheckFailed(_log, message);
        return new Status(StatusCode.Internal, message);
    }
}
