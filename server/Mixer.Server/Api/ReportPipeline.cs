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
            var bag = call.Bag;
            bag.Reset(route.Vocabulary);
            using var span = ApiSpans.Start("Report");
            List<string>? errors = null;
            using (var session = route.StartReport())
            {
                for (var set = 0; set < frame.Count; set++)
                {
                    ApiLog.Dispatching(_log, set, frame.Count);
                    using var setSpan = ApiSpans.StartSet(set);
                    if (!frame.TryApply(set, bag, out var invalid))
                    {
                        (errors ??= []).Add("request could not be processed due to invalid attributes: " + invalid);
                        ApiSpans.Fail(setSpan, errors[^1]);
                        break;
                    }

                    var before = errors?.Count ?? 0;
                    errors = await AppendAsync(route, session, call, errors);
                    ApiSpans.Fail(setSpan, errors?.Count > before ? errors[before] : null);
                }

                var known = session.Errors.Count;
                if (await session.FlushAsync(CancellationToken.None) is not null)
                {
                    (errors ??= []).AddRange(session.Errors.Skip(known));
                }
            }

            if (errors is null)
            {
                return Status.Ok;
            }

            var message = ConfigErrors.Format(errors);
            ApiLog.ReportFailed(_log, message);
            return new Status(StatusCode.Unknown, message);
        }
        finally
        {
            route.Release();
            pool.Exit(started);
        }
    }

    // Nothing here is cancelled when the caller goes away: what it told has come whole, and a proxy that ends tells its last news so.
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<List<string>?> AppendAsync(Route route, ReportSession session, ApiCall call, List<string>? errors)
    {
        var bag = call.Bag;
        try
        {
            if (await route.PreprocessAsync(bag, CancellationToken.None) is { } preprocessError)
            {
                errors ??= [];
                if (errors.Count < ReportSession.MaxErrors)
                {
                    errors.Add("preprocessing attributes failed: " + preprocessError);
                }

                return errors;
            }

            var known = session.Errors.Count;
            if (await session.AppendAsync(bag, CancellationToken.None) is not null)
            {
                (errors ??= []).AddRange(session.Errors.Skip(known));
            }

            return errors;
        }
#pragma warning disable CA1031 // One record that something goes wrong with must not cost the others.
        catch (Exception e)
#pragma warning restore CA1031
        {
            ApiLog.CallFailed(_log, e);
            call.IsBroken = true;
            errors ??= [];
            if (errors.Count < ReportSession.MaxErrors)
            {
                errors.Add("internal error: " + e.Message);
            }

            return errors;
        }
        finally
        {
            // What generators said about one record must not be seen by the next.
            bag.ClearGenerated();
            bag.References.Reset(bag.Vocabulary.Count);
        }
    }
}
