using Microsoft.Extensions.Logging;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.CheckCaching;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Pools;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Server.LoadShedding;
using References = Mixer.Attributes.ReferencedAttributes;
using WireDuration = Google.Protobuf.WellKnownTypes.Duration;

namespace Mixer.Server.Api;

/// <summary>The answer to Check.</summary>
/// <param name="Status">OK unless there is no verdict.</param>
/// <param name="Response">The verdict, which may be a denial; null if the status is not OK.</param>
internal readonly record struct CheckReply(Status Status, CheckResponse? Response);

/// <summary>What happens to one Check, in order: load shedding, cache, a place in the pool, attribute generators, check adapters, quotas (spec 01 section 7). Thread-safe.</summary>
internal sealed class CheckPipeline(
    Dispatcher dispatcher, LoadShedder shedder, SnapshotCaches caches, BagPool bags, WorkerPool pool, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("api");
    private readonly ILogger _defaultLog = loggers.CreateLogger("default");

    public ValueTask<CheckReply> CheckAsync(CheckRequestFrame frame)
    {
        ApiLog.Check(_log, frame);
        if (shedder.IsRefused(1))
        {
            return new(new CheckReply(new Status(StatusCode.Unavailable, "Server is currently overloaded. Please try again."), null));
        }

        var route = dispatcher.Acquire();
        var bag = bags.Rent(route.Vocabulary);
        var asynchronous = false;
        try
        {
            frame.FillBag(bag);
            var cache = caches.Of(route.ConfigId);
            if (cache is not null && cache.TryGet(bag, out var hit))
            {
                if (!hit.Status.IsOk || frame.Quotas.Count == 0)
                {
                    ApiLog.Verdict(_defaultLog, hit.Status, fromCache: true);
                    return new(new CheckReply(Status.Ok, Respond(bag, frame, hit.Status, hit.ValidDuration, hit.ValidUseCount)));
                }

                // An OK from the cache says nothing about quotas: the whole way, from the start.
                bag.References.Reset(route.Vocabulary.Count);
            }

            // A place is only needed for work; what the cache answers is none.
            if (!pool.TryEnter())
            {
                return WaitAsync(frame);
            }

            asynchronous = true;
            return EvaluateAsync(frame, route, bag, cache, pool.Timestamp());
        }
        finally
        {
            if (!asynchronous)
            {
                bags.Return(bag);
                route.Release();
            }
        }
    }

    // While it waits a call holds neither bag nor route, so that a change of the configuration need not wait for it.
    private async ValueTask<CheckReply> WaitAsync(CheckRequestFrame frame)
    {
        if (!await pool.EnterAsync(CancellationToken.None))
        {
            return new CheckReply(new Status(StatusCode.ResourceExhausted, PoolFull.Message), null);
        }

        var started = pool.Timestamp();
        var route = dispatcher.Acquire();
        var bag = bags.Rent(route.Vocabulary);
        frame.FillBag(bag);
        return await EvaluateAsync(frame, route, bag, caches.Of(route.ConfigId), started);
    }

    private async ValueTask<CheckReply> EvaluateAsync(CheckRequestFrame frame, Route route, AttributeBag bag, CheckCache? cache, long started)
    {
        try
        {
            if (await route.PreprocessAsync(bag, CancellationToken.None) is { } preprocessError)
            {
                return Fail("preprocessing attributes failed: " + preprocessError);
            }

            References? preprocessed = null;
            if (frame.Quotas.Count > 0)
            {
                preprocessed = new References(route.Vocabulary.Count);
                preprocessed.CopyFrom(bag.References);
            }

            var outcome = await route.CheckAsync(bag, CancellationToken.None);
            if (outcome.Error is not null)
            {
                return Fail("performing check operation failed: " + outcome.Error);
            }

            var result = outcome.Result;
            cache?.Store(bag, result);
            var response = Respond(bag, frame, result.Status, result.ValidDuration, result.ValidUseCount);
            ApiLog.Verdict(_log, result.Status, fromCache: false);
            if (result.Status.IsOk && preprocessed is not null)
            {
                await AllocateAsync(frame, route, bag, preprocessed, response);
            }

            return new CheckReply(Status.Ok, response);
        }
        finally
        {
            bags.Return(bag);
            route.Release();
            pool.Exit(started);
        }
    }

    private async ValueTask AllocateAsync(CheckRequestFrame frame, Route route, AttributeBag bag, References preprocessed, CheckResponse response)
    {
        foreach (var quota in frame.Quotas)
        {
            bag.References.CopyFrom(preprocessed);
            var id = frame.DeduplicationId.Length == 0 ? "" : frame.DeduplicationId + quota.Name;
            var outcome = await route.QuotaAsync(bag, quota.Name, new QuotaArgs(id, quota.Amount, quota.BestEffort), CancellationToken.None);
            if (outcome.Error is not null)
            {
                ApiLog.QuotaFailed(_log, "performing quota alloc failed: " + outcome.Error);
            }

            var granted = outcome.Error is null ? outcome.Result : default;
            response.Quotas[quota.Name] = new CheckResponse.Types.QuotaResult
            {
                GrantedAmount = granted.Amount,
                ValidDuration = ToWire(granted.ValidDuration),
                ReferencedAttributes = ReferencedAttributesEncoder.Encode(bag, bag.References, frame.GlobalWordCount),
            };
        }
    }

    private CheckReply Fail(string message)
    {
        ApiLog.CheckFailed(_log, message);
        return new CheckReply(new Status(StatusCode.Internal, message), null);
    }

    private static CheckResponse Respond(AttributeBag bag, CheckRequestFrame frame, Status status, Duration validDuration, int validUseCount) =>
        new()
        {
            Precondition = new CheckResponse.Types.PreconditionResult
            {
                Status = new Google.Rpc.Status { Code = (int)status.Code, Message = status.Message ?? "" },
                ValidDuration = ToWire(validDuration),
                ValidUseCount = validUseCount,
                ReferencedAttributes = ReferencedAttributesEncoder.Encode(bag, bag.References, frame.GlobalWordCount),
            },
        };

    private static WireDuration ToWire(Duration duration)
    {
        var (seconds, nanos) = Math.DivRem(duration.Nanoseconds, Duration.Second);
        return new WireDuration { Seconds = seconds, Nanos = (int)nanos };
    }
}
