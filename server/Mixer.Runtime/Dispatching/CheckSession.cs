using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>One check; pooled.</summary>
internal sealed class CheckSession(RouteServices services)
{
    private readonly Selection<CheckStep> _selection = new();
    private readonly Fan<CheckResult> _fan = new(services.Invoker);

    public ValueTask<CheckOutcome> RunAsync(VarietyTable<CheckStep> table, AttributeBag bag, CancellationToken cancellation)
    {
        table.Select(bag, _selection, services.Faults);
        for (var index = 0; index < _selection.Count; index++)
        {
            _fan.Start(_selection[index], bag, cancellation);
        }

        return _fan.TryFinish() ? new ValueTask<CheckOutcome>(Combine()) : FinishAsync();
    }

    public void Clear()
    {
        _selection.Clear();
        _fan.Clear();
    }

    private async ValueTask<CheckOutcome> FinishAsync()
    {
        await _fan.FinishAsync().ConfigureAwait(false);
        return Combine();
    }

    private CheckOutcome Combine()
    {
        var combiner = default(CheckResultCombiner);
        List<string>? errors = null;
        var results = _fan.Results;
        var built = 0;
        for (var index = 0; index < results.Length; index++)
        {
            ref readonly var completion = ref results[index];
            built += completion.Built ? 1 : 0;
            if (completion.Error is not null)
            {
                (errors ??= []).Add(completion.Error);
            }
            else
            {
                combiner.Add(_selection[index], completion.Result);
            }
        }

        services.Passed(_selection.Groups, built);
        return errors is null ? new CheckOutcome(null, combiner.Combined) : new CheckOutcome(ConfigErrors.Format(errors), default);
    }
}
