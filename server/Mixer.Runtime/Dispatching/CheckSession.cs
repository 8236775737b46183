using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>One check; pooled.</summary>
internal sealed class CheckSession(RouteServices services)
{
    private readonly Selection<CheckStep> _selection = new();
    private readonly Selection<DirectiveStep> _directives = new();
    private readonly Fan<CheckResult> _fan = new(services.Invoker);

    public ValueTask<CheckOutcome> RunAsync(RoutingTable table, AttributeBag bag, CancellationToken cancellation)
    {
        table.Checks.Select(bag, _selection, services.Faults);
        for (var index = 0; index < _selection.Count; index++)
        {
            _fan.Start(_selection[index], bag, cancellation);
        }

        return _fan.TryFinish() ? new ValueTask<CheckOutcome>(Combine(table, bag)) : FinishAsync(table, bag);
    }

    public void Clear()
    {
        _selection.Clear();
        _directives.Clear();
        _fan.Clear();
    }

    private async ValueTask<CheckOutcome> FinishAsync(RoutingTable table, AttributeBag bag)
    {
        await _fan.FinishAsync().ConfigureAwait(false);
        return Combine(table, bag);
    }

    private CheckOutcome Combine(RoutingTable table, AttributeBag bag)
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
        if (errors is not null)
        {
            return new CheckOutcome(ConfigErrors.Format(errors), default);
        }

        if (!table.Guards.IsEmpty && table.Guards.Blocks(bag) is { } blocked)
        {
            combiner.Block(blocked);
        }

        var combined = combiner.Combined;
        return new CheckOutcome(null, combined) { RouteDirective = combined.Status.IsOk && table.Directives is not null ? Direct(table.Directives, bag) : null };
    }

    private byte[]? Direct(VarietyTable<DirectiveStep> table, AttributeBag bag)
    {
        table.Select(bag, _directives, services.Faults);
        if (_directives.Count == 0)
        {
            return null;
        }

        var directive = new RouteDirective();
        for (var index = 0; index < _directives.Count; index++)
        {
            _directives[index].AddTo(directive, bag, services.Faults);
        }

        return directive.RequestHeaderOperations.Count + directive.ResponseHeaderOperations.Count == 0 ? null : directive.ToByteArray();
    }
}
