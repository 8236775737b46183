using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>Calls handlers: the one place where what they throw is caught, counted and turned into text. Thread-safe.</summary>
internal sealed class Invoker(ILogger log, TimeProvider time)
{
    /// <summary>Spans of adapter calls.</summary>
    private static readonly ActivitySource Source = new("Mixer.Runtime");

    /// <summary>Calls the step's handler; allocates nothing if it answers at once. Throws only the caller's cancellation.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Completion<TResult>> InvokeAsync<TResult>(Step<TResult> step, AttributeBag? bag, QuotaArgs args, CancellationToken cancellation)
    {
        using var span = Source.HasListeners() ? Source.StartActivity(step.Destination.FriendlyName) : null;
        var started = time.GetTimestamp();
        try
        {
            if (!step.TryInvoke(bag, args, cancellation, out var pending))
            {
                var error = bag?.Error ?? "";
                bag?.ClearError();
                RuntimeLog.InstanceNotBuilt(log, step.Destination.FriendlyName, error);
                Describe(span, step, new Status(StatusCode.Internal, error), failed: true);
                return new Completion<TResult>(default, error, Built: false);
            }

            var result = await pending.ConfigureAwait(false);
            step.Destination.Counters.Record(failed: false, time.GetElapsedTime(started));
            if (span is not null)
            {
                Describe(span, step, step.StatusOf(result), failed: false);
            }

            return new Completion<TResult>(result, null, Built: true);
        }
        catch (Exception exception)
        {
            step.Destination.Counters.Record(failed: true, time.GetElapsedTime(started));
            if (exception is OperationCanceledException && cancellation.IsCancellationRequested)
            {
                Describe(span, step, new Status(StatusCode.Cancelled, exception.Message), failed: true);
                throw;
            }

            var error = "panic during handler dispatch: " + exception.Message;
            RuntimeLog.DispatchFailed(log, error, step.Destination.FriendlyName, exception);
            Describe(span, step, new Status(StatusCode.Internal, error), failed: true);
            return new Completion<TResult>(default, error, Built: true);
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
