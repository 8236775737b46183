using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Dispatching;

/// <summary>One quota request; pooled. Handlers are asked one after the other, so that none is charged for a grant that nobody uses.</summary>
internal sealed class QuotaSession(RouteServices services)
{
    private static readonly Duration Unlimited = Duration.FromSeconds(60);

    private readonly Selection<QuotaStep> _selection = new();
    private readonly HandlerToken _token = services.Invoker.NewToken();

    public async ValueTask<QuotaOutcome> RunAsync(VarietyTable<QuotaStep> table, AttributeBag bag, string quota, QuotaArgs args, CancellationToken cancellation)
    {
        var own = table.Select(bag, _selection, services.Faults);
        var (asked, built) = (0, 0);
        try
        {
            for (var index = 0; index < _selection.Count; index++)
            {
                var step = _selection[index];
                if (!string.Equals(step.QuotaName, quota, StringComparison.OrdinalIgnoreCase) || IsRepeated(index))
                {
                    continue;
                }

                asked++;
                var completion = await services.Invoker.InvokeAsync(step, bag, args, _token, cancellation).ConfigureAwait(false);
                _token.Reset();
                built += completion.Built ? 1 : 0;
                if (completion.Error is not null)
                {
                    return new QuotaOutcome(ConfigErrors.Format([completion.Error]), default);
                }

                if (!completion.Result.IsDefault)
                {
                    return new QuotaOutcome(null, Named(step, completion.Result));
                }
            }

            if (asked > 0)
            {
                return default;
            }

            if (!table.Always.QuotaNames.Contains(quota) && !own.QuotaNames.Contains(quota))
            {
                services.QuotaNotConfigured(quota);
                if (services.DenyUnknownQuotas)
                {
                    return default;
                }
            }

            return new QuotaOutcome(null, new QuotaResult(Status.Ok, Unlimited, args.Amount));
        }
        finally
        {
            services.Passed(_selection.Groups, built);
        }
    }

    public void Clear()
    {
        _selection.Clear();
        _token.Reset();
    }

    private static QuotaResult Named(QuotaStep step, in QuotaResult result) =>
        result.Status.IsOk ? result : result with { Status = result.Status with { Message = step.Destination.Handler.Name + ":" + result.Status.Message } };

    // The same handler and instance by another rule: one charge.
    private bool IsRepeated(int index)
    {
        var step = _selection[index];
        for (var earlier = 0; earlier < index; earlier++)
        {
            if (_selection[earlier].Destination.Handler == step.Destination.Handler
                && string.Equals(_selection[earlier].Instance, step.Instance, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
