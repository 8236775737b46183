using Mixer.Sdk;
using Mixer.Templates;

namespace Mixer.Adapters.Denier;

/// <summary>Gives one answer to every check and nothing to every quota request.</summary>
internal sealed class DenierHandler(CheckResult answer) : ICheckNothingHandler, IListEntryHandler, IQuotaHandler
{
    /// <inheritdoc/>
    public ValueTask<CheckResult> HandleCheckNothingAsync(CheckNothingInstance instance, CancellationToken cancellation) => new(answer);

    /// <inheritdoc/>
    public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => new(answer);

    /// <inheritdoc/>
    public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
