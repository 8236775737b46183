using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>The call of a check template with output; its <see cref="CheckStep"/> stands for it among the checks of a rule.</summary>
internal sealed class OutputCheckStep(Destination destination, string instance, int order, CheckWithOutputAction action)
    : Step<CheckWithOutput>(destination, instance, order)
{
    public override bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<CheckWithOutput> result) =>
        action.TryInvoke(bag!, cancellation, out result);

    public override Status StatusOf(in CheckWithOutput result) => result.Result.Status;
}
