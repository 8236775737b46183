using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.MemQuota;

/// <summary>Tracks quota in memory: it is lost with the process, and each server counts for itself.</summary>
[Adapter("memquota", Description = "Volatile memory-based quota tracking", SupportedTemplates = [typeof(QuotaTemplate)])]
public sealed class MemQuotaAdapter : HandlerBuilder<Params>, IQuotaHandlerBuilder
{
    private IReadOnlyCollection<string> _instances = [];

    /// <inheritdoc/>
    public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types) => _instances = [.. types.Keys];

    /// <inheritdoc/>
    public override Params CreateDefaultConfig() => new() { MinDeduplicationDuration = Duration.FromSeconds(1).ToMessage() };

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        var window = config.MinDeduplicationDuration.ToDuration();
        if (window <= Duration.Zero)
        {
            errors.Add("minDeduplicationDuration", $"deduplication window of {window} is invalid, must be > 0");
        }

        for (var i = 0; i < config.Quotas.Count; i++)
        {
            var quota = config.Quotas[i];
            ValidateLimit($"quotas[{i}]", quota.MaxAmount, quota.ValidDuration.ToDuration(), errors);
            for (var j = 0; j < quota.Overrides.Count; j++)
            {
                var limit = quota.Overrides[j];
                ValidateLimit($"quotas[{i}].overrides[{j}]", limit.MaxAmount, limit.ValidDuration.ToDuration(), errors);
            }
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        var ledger = new QuotaLedger(config, environment.Logger, environment.Time);
        foreach (var instance in _instances)
        {
            if (!ledger.Knows(instance))
            {
                throw new InvalidOperationException($"did not find limit defined for quota {instance}");
            }
        }

        return new(new MemQuotaHandler(ledger));
    }

    private static void ValidateLimit(string path, long maxAmount, Duration validDuration, ConfigErrors errors)
    {
        if (maxAmount < 0)
        {
            errors.Add(path + ".maxAmount", $"the amount must be >= 0, it is {maxAmount}");
        }

        if (validDuration < Duration.Zero)
        {
            errors.Add(path + ".validDuration", $"the duration must be >= 0, it is {validDuration}");
        }
    }
}
