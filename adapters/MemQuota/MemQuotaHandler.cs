using Mixer.Sdk;
using Mixer.Templates;

namespace Mixer.Adapters.MemQuota;

/// <summary>Grants quota from counters in memory; they start at zero with each handler.</summary>
internal sealed class MemQuotaHandler(QuotaLedger ledger) : IQuotaHandler
{
    /// <inheritdoc/>
    public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation)
    {
        var grant = ledger.Handle(instance.Name, instance.Dimensions, args);
        return new(new QuotaResult(Status.Ok, grant.ValidDuration, grant.Amount));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
