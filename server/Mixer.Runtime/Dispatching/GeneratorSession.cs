using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Dispatching;

/// <summary>One run of the attribute generators; pooled.</summary>
internal sealed class GeneratorSession(RouteServices services)
{
    private readonly Selection<GeneratorStep> _selection = new();
    private readonly Fan<IAttributeOutput> _fan = new(services.Invoker);
    private readonly List<KeyValuePair<int, AttributeValue>> _produced = [];

    public ValueTask<string?> RunAsync(VarietyTable<GeneratorStep> table, AttributeBag bag, CancellationToken cancellation)
    {
        table.Select(bag, _selection, services.Faults);
        for (var index = 0; index < _selection.Count; index++)
        {
            _fan.Start(_selection[index], bag, cancellation);
        }

        return _fan.TryFinish() ? new ValueTask<string?>(Merge(bag)) : FinishAsync(bag);
    }

    public void Clear()
    {
        _selection.Clear();
        _fan.Clear();
        _produced.Clear();
    }

    private async ValueTask<string?> FinishAsync(AttributeBag bag)
    {
        await _fan.FinishAsync().ConfigureAwait(false);
        return Merge(bag);
    }

    // All bindings see the attributes of the caller only, so nothing is added before all have been evaluated.
    private string? Merge(AttributeBag bag)
    {
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
            else if (Map(bag, _selection[index], completion.Result!) is { } error)
            {
                (errors ??= []).Add(error);
            }
        }

        services.Passed(_selection.Groups, built);
        if (errors is not null)
        {
            return ConfigErrors.Format(errors);
        }

        foreach (var (slot, value) in _produced)
        {
            bag.TryAddGenerated(slot, value);
        }

        return null;
    }

    // An output is an object of the adapter's: reading it may throw as calling the handler may.
    private string? Map(AttributeBag bag, GeneratorStep step, IAttributeOutput output)
    {
        try
        {
            if (step.Mapper.TryMap(bag, output, _produced))
            {
                return null;
            }
        }
        catch (Exception exception)
        {
            return services.Invoker.Contain(exception, step);
        }

        var error = bag.Error ?? "";
        bag.ClearError();
        return error;
    }
}
