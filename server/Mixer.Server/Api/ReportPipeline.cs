using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Pools;
using Mixer.Sdk;
using Mixer.Server.LoadShedding;

namespace Mixer.Server.Api;

/// <summary>
/// What happens to one Report: every attribute set is laid over the ones before, preprocessed and turned into instances; then all instances are
/// dispatched, those of sets before a broken one too (spec 01 section 11). Thread-safe.
/// </summary>
internal sealed class ReportPipeline(Dispatcher dispatcher, LoadShedder shedder, WorkerPool pool, ILoggerFactory loggers)
{
    private readonly ILogger _log = loggers.CreateLogger("api");
    private readonly ILogger _attributesLog = loggers.CreateLogger("attributes");

    /// <summary>Takes the report that was read into <paramref name="call"/>.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Status> ReportAsync(ApiCall call)
    {
        var frame = call.Report;
        ApiLog.Report(_log, frame.Count);
        if (shedder.IsRefused(frame.Count))
        {
            return new Status(StatusCode.Unavailable, "Server is currently overloaded. Please try again.");
        }

        if (frame.Count == 0)
        {
            return Status.Ok;
        }

        if (!pool.TryEnter() && !await pool.EnterAsync(call.Abandoned))
        {
            return new Status(StatusCode.ResourceExhausted, PoolFull.Message);
        }

        var started = pool.Timestamp();
        var route = dispatcher.Acquire();
        try
        {
            call.Bag.Reset(route.Vocabulary);
            using var span = ApiSpans.Start("Report");
            using var session = route.StartReport();
            for (var set = 0; set < frame.Count; set++)
            {
                ApiLog.Dispatching(_log, set, frame.Count);
                using var setSpan = ApiSpans.StartSet(set);
                var before = session.Errors.Count;
                var goesOn = await TakeAsync(call, set, route, session);
                ApiSpans.Fail(setSpan, session.Errors.Count > before ? session.Errors.Latest : null);
                if (!goesOn)
                {
                    break;
                }
            }

            await session.FlushAsync(CancellationToken.None);
            if (session.Errors.Count == 0)
            {
                return Status.Ok;
            }

            var message = session.Errors.ToString();
            ApiLog.ReportFailed(_log, message);
            return new Status(StatusCode.Unknown, message);
        }
        finally
        {
            ApiLog.Undecodable(_attributesLog, call.Bag);
            route.Release();
            pool.Exit(started);
        }
    }

    // False if the sets after this one cannot be taken. Nothing here is cancelled when the caller goes away: what it told has come whole, and a proxy that ends tells its last news so.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> TakeAsync(ApiCall call, int set, Route route, ReportSession session)
    {
        var bag = call.Bag;
        try
        {
            if (!call.Report.TryApply(set, bag, out var invalid))
            {
                session.Errors.Add("request could not be processed due to invalid attributes: " + invalid);
                return false;
            }

            if (await route.PreprocessAsync(bag, CancellationToken.None) is { } preprocessError)
            {
                session.Errors.AddOfRecord("preprocessing attributes failed: " + preprocessError);
            }
            else
            {
                await session.AppendAsync(bag, CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong with one record is that record's error: the others are still delivered.
        catch (Exception e)
#pragma warning restore CA1031
        {
            ApiLog.RecordFailed(_log, set, e);
            session.Errors.AddOfRecord("internal error: " + e.Message);
            call.IsBroken = true;
            bag.ClearError();
        }
        finally
        {
            // What generators said about one record must not be seen by the next.
            bag.ClearGenerated();
            bag.References.Reset(bag.Vocabulary.Count);
        }

        return true;
    }
}
