using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>One instance of one rule's action, bound to its destination. Immutable.</summary>
internal abstract class Step(Destination destination, string instance, int order)
{
    /// <summary>Whom it calls; null for the header operations of a rule, which call nobody.</summary>
    public Destination Destination { get; } = destination;

    /// <summary>Full name of the instance.</summary>
    public string Instance { get; } = instance;

    /// <summary>Place in rule order: namespace, rule name, action, instance.</summary>
    public int Order { get; } = order;

    /// <summary>What stands before an error that the handler reports.</summary>
    public virtual string ErrorPrefix => "";

    /// <summary>For a quota: the name that callers ask for.</summary>
    public virtual string? QuotaName => null;
}

/// <summary>Something that calls a handler and has a result.</summary>
internal abstract class Step<TResult>(Destination destination, string instance, int order) : Step(destination, instance, order)
{
    /// <summary>Builds the instance and calls the handler; false if the instance could not be built (see the bag's error). Throws what the handler throws.</summary>
    public abstract bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<TResult> result);

    /// <summary>The verdict in a result, for spans.</summary>
    public virtual Status StatusOf(in TResult result) => Status.Ok;
}

/// <summary>An instance of a check template, with output or without.</summary>
internal sealed class CheckStep : Step<CheckResult>
{
    private readonly CheckAction? _action;
    private PrefixedMessage? _last;

    public CheckStep(Destination destination, string instance, int order, CheckAction action)
        : base(destination, instance, order) => _action = action;

    public CheckStep(OutputCheckStep call)
        : base(call.Destination, call.Instance, call.Order) => WithOutput = call;

    /// <summary>What is to be invoked in place of the step itself, if the template has an output.</summary>
    public OutputCheckStep? WithOutput { get; }

    public override bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<CheckResult> result) =>
        _action!.TryInvoke(bag!, cancellation, out result);

    public override Status StatusOf(in CheckResult result) => result.Status;

    /// <summary><c>handler:message</c>; the same text again for the same message, as most handlers have only one.</summary>
    public string Prefix(string message)
    {
        var last = Volatile.Read(ref _last);
        if (last is null || !string.Equals(last.Message, message, StringComparison.Ordinal))
        {
            last = new PrefixedMessage(message, Destination.Handler.Name + ":" + message);
            Volatile.Write(ref _last, last);
        }

        return last.Text;
    }

    private sealed record PrefixedMessage(string Message, string Text);
}

/// <summary>An instance of a quota template.</summary>
internal sealed class QuotaStep(Destination destination, string instance, string shortName, int order, QuotaAction action)
    : Step<QuotaResult>(destination, instance, order)
{
    public override string? QuotaName { get; } = shortName;

    public override bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<QuotaResult> result) =>
        action.TryInvoke(bag!, args, cancellation, out result);

    public override Status StatusOf(in QuotaResult result) => result.Status;
}

/// <summary>An instance of an attribute generator, with the mapping of its output.</summary>
internal sealed class GeneratorStep(Destination destination, string instance, int order, AttributeGeneratorAction action, OutputMapper mapper)
    : Step<IAttributeOutput>(destination, instance, order)
{
    public OutputMapper Mapper { get; } = mapper;

    public override bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<IAttributeOutput> result) =>
        action.TryInvoke(bag!, cancellation, out result);
}

/// <summary>An instance of a report template.</summary>
internal sealed class ReportStep(Destination destination, string instance, int order, ReportInstanceBuilder builder) : Step(destination, instance, order)
{
    public ReportInstanceBuilder Builder { get; } = builder;
}
