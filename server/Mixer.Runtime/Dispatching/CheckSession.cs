using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Dispatching;

/// <summary>One check; pooled.</summary>
internal sealed class CheckSession(RouteServices services)
{
    private readonly Selection<CheckStep> _selection = new();
    private readonly Selection<DirectiveStep> _directives = new();
    private readonly List<KeyValuePair<OutputCheckStep, IAttributeOutput>> _outputs = [];
    private readonly Fan<CheckResult> _fan = new(services.Invoker);

    // Of the checks with output; most configurations have none.
    private Fan<CheckWithOutput>? _outputFan;

    public ValueTask<CheckOutcome> RunAsync(RoutingTable table, AttributeBag bag, CancellationToken cancellation)
    {
        table.Checks.Select(bag, _selection, services.Faults);
        for (var index = 0; index < _selection.Count; index++)
        {
            if (_selection[index].WithOutput is { } withOutput)
            {
                (_outputFan ??= new Fan<CheckWithOutput>(services.Invoker)).Start(withOutput, bag, cancellation);
            }
            else
            {
                _fan.Start(_selection[index], bag, cancellation);
            }
        }

        return _fan.TryFinish() && (_outputFan is null || _outputFan.TryFinish()) ? new ValueTask<CheckOutcome>(Combine(table, bag)) : FinishAsync(table, bag);
    }

    public void Clear()
    {
        _selection.Clear();
        _directives.Clear();
        _fan.Clear();
        _outputFan?.Clear();
        _outputs.Clear();
    }

    private async ValueTask<CheckOutcome> FinishAsync(RoutingTable table, AttributeBag bag)
    {
        try
        {
            await _fan.FinishAsync().ConfigureAwait(false);
        }
        finally
        {
            if (_outputFan is not null)
            {
                await _outputFan.FinishAsync().ConfigureAwait(false);
            }
        }

        return Combine(table, bag);
    }

    private CheckOutcome Combine(RoutingTable table, AttributeBag bag)
    {
        var combiner = default(CheckResultCombiner);
        List<string>? errors = null;
        var results = _fan.Results;
        var split = default(Completion<CheckResult>);
        var (plain, withOutput, built) = (0, 0, 0);
        for (var index = 0; index < _selection.Count; index++)
        {
            var call = _selection[index].WithOutput;
            if (call is not null)
            {
                split = Split(call, _outputFan!.Results[withOutput++]);
            }

            ref readonly var completion = ref call is null ? ref results[plain++] : ref split;
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

    // The verdict, which counts as any other, and the output, which is kept for the header operations.
    private Completion<CheckResult> Split(OutputCheckStep call, in Completion<CheckWithOutput> completion)
    {
        if (completion is { Error: null, Result.Output: { } output })
        {
            _outputs.Add(new(call, output));
        }

        return new Completion<CheckResult>(completion.Result.Result, completion.Error, completion.Built);
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
            _directives[index].AddTo(directive, bag, _outputs, services.Faults);
        }

        return directive.RequestHeaderOperations.Count + directive.ResponseHeaderOperations.Count == 0 ? null : directive.ToByteArray();
    }
}
