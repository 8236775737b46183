using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>Calls handlers: the one place where what they throw is caught, counted and turned into text. Thread-safe.</summary>
internal sealed class Invoker(ILogger log, TimeProvider time, TimeSpan limit, AbandonedCalls abandoned, BlockingCalls blocking)
{
    /// <summary>Spans of adapter calls.</summary>
    private static readonly ActivitySource Source = new("Mixer.Runtime");

    /// <summary>A token for the calls of one session.</summary>
    public HandlerToken NewToken() => new(log);

    /// <summary>
    /// Calls the step's handler with <paramref name="token"/>, which is cancelled when the call is given up or <paramref name="caller"/> is; allocates nothing if the handler answers at
    /// once. Throws only the caller's cancellation.
    /// </summary>
    public ValueTask<Completion<TResult>> InvokeAsync<TResult>(Step<TResult> step, AttributeBag? bag, in QuotaArgs args, HandlerToken token, CancellationToken caller)
    {
        if (Source.HasListeners())
        {
            return InvokeInSpanAsync(step, bag, args, token, caller);
        }

        var started = time.GetTimestamp();
        var pending = Start(step, bag, args, started, out var built, caller.IsCancellationRequested ? caller : token.Token);
        if (!built)
        {
            return new ValueTask<Completion<TResult>>(NotBuilt(step, bag));
        }

        if (!pending.IsCompletedSuccessfully)
        {
            return FinishAsync(step, pending, started, null, token, caller);
        }

        var result = pending.Result;
        if (result is null)
        {
            return FinishAsync(step, new ValueTask<TResult>(result!), started, null, token, caller);
        }

        step.Destination.Counters.Record(failed: false, time.GetElapsedTime(started));
        return new ValueTask<Completion<TResult>>(new Completion<TResult>(result, null, Built: true));
    }

    /// <summary>What callers read of an exception from the step's handler or from what it answered; logged.</summary>
    public string Contain(Exception exception, Step step)
    {
        var error = HandlerFault.Describe(exception, step);
        RuntimeLog.DispatchFailed(log, error, step.Destination.FriendlyName, exception);
        return error;
    }

    private async ValueTask<Completion<TResult>> InvokeInSpanAsync<TResult>(
        Step<TResult> step, AttributeBag? bag, QuotaArgs args, HandlerToken token, CancellationToken caller)
    {
        using var span = Source.StartActivity(step.Destination.FriendlyName);
        var started = time.GetTimestamp();
        var pending = Start(step, bag, args, started, out var built, caller.IsCancellationRequested ? caller : token.Token);
        if (built)
        {
            return await FinishAsync(step, pending, started, span, token, caller).ConfigureAwait(false);
        }

        var completion = NotBuilt(step, bag);
        Describe(span, step, new Status(StatusCode.Internal, completion.Error), failed: true);
        return completion;
    }

    // What the handler throws before its first wait becomes a failed task like what it throws later, so that one place deals with both.
    private ValueTask<TResult> Start<TResult>(Step<TResult> step, AttributeBag? bag, in QuotaArgs args, long started, out bool built, CancellationToken cancellation)
    {
        built = true;
        var place = blocking.Enter(step, started);
        try
        {
            built = step.TryInvoke(bag, args, cancellation, out var pending);
            return pending;
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<TResult>(exception);
        }
        finally
        {
            place.Leave();
        }
    }

    private Completion<TResult> NotBuilt<TResult>(Step<TResult> step, AttributeBag? bag)
    {
        var error = bag?.Error ?? "";
        bag?.ClearError();
        RuntimeLog.InstanceNotBuilt(log, step.Destination.FriendlyName, error);
        return new Completion<TResult>(default, error, Built: false);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<Completion<TResult>> FinishAsync<TResult>(
        Step<TResult> step, ValueTask<TResult> pending, long started, Activity? span, HandlerToken token, CancellationToken caller)
    {
        using var follow = token.Follow(caller);
        try
        {
            var result = pending.IsCompleted || limit == Timeout.InfiniteTimeSpan
                ? await pending.ConfigureAwait(false)
                : await LimitAsync(step, pending, token).ConfigureAwait(false);
            if (result is null)
            {
                throw new InvalidOperationException($"handler '{step.Destination.Handler.Name}' answered with no output");
            }

            step.Destination.Counters.Record(failed: false, time.GetElapsedTime(started));
            Describe(span, step, span is null ? default : step.StatusOf(result), failed: false);
            return new Completion<TResult>(result, null, Built: true);
        }
        catch (Exception exception)
        {
            step.Destination.Counters.Record(failed: true, time.GetElapsedTime(started));
            if (exception is OperationCanceledException && caller.IsCancellationRequested)
            {
                Describe(span, step, new Status(StatusCode.Cancelled, exception.Message), failed: true);
                throw;
            }

            var error = Contain(exception, step);
            Describe(span, step, new Status(StatusCode.Internal, error), failed: true);
            return new Completion<TResult>(default, error, Built: true);
        }
    }

    private async ValueTask<TResult> LimitAsync<TResult>(Step<TResult> step, ValueTask<TResult> pending, HandlerToken token)
    {
        var call = pending.AsTask();
        try
        {
            return await call.WaitAsync(limit, time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!call.IsCompleted)
        {
            abandoned.Add(step.Destination.Handler, call, token);
            throw new TimeoutException(FormattableString.Invariant($"handler '{step.Destination.Handler.Name}' did not answer within {limit.TotalSeconds} s"));
        }
    }

    private static void Describe<TResult>(Activity? span, Step<TResult> step, in Status status, bool failed) =>
        span?.SetTag("meshFunction", step.Destination.Template.Name)
            .SetTag("handler", step.Destination.Handler.Name)
            .SetTag("adapter", step.Destination.Handler.Adapter.Name)
            .SetTag("response_code", failed ? "INTERNAL" : StatusText.Of(status.Code))
            .SetTag("response_message", status.Message ?? "")
            .SetTag("error", failed)
            .SetStatus(failed ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
}
