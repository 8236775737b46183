using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Denier;

/// <summary>Refuses every check and every quota request.</summary>
[Adapter(
    "denier",
    Description = "Rejects any check and quota request with a configurable error",
    SupportedTemplates = [typeof(CheckNothingTemplate), typeof(ListEntryTemplate), typeof(QuotaTemplate)])]
public sealed class DenierAdapter : HandlerBuilder<Params>, ICheckNothingHandlerBuilder, IListEntryHandlerBuilder, IQuotaHandlerBuilder
{
    /// <inheritdoc/>
    public void SetCheckNothingTypes(IReadOnlyDictionary<string, CheckNothingType> types) { }

    /// <inheritdoc/>
    public void SetListEntryTypes(IReadOnlyDictionary<string, ListEntryType> types) { }

    /// <inheritdoc/>
    public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types) { }

    /// <inheritdoc/>
    public override Params CreateDefaultConfig() => new()
    {
        Status = new Google.Rpc.Status { Code = (int)StatusCode.FailedPrecondition },
        ValidDuration = Duration.FromSeconds(5).ToMessage(),
        ValidUseCount = 1000,
    };

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        // A configuration that takes the status away must not turn a denier into an allow.
        var status = config.Status is { } given
            ? new Status((StatusCode)given.Code, given.Message)
            : new Status(StatusCode.FailedPrecondition);
        return new(new DenierHandler(new CheckResult(status, config.ValidDuration.ToDuration(), config.ValidUseCount)));
    }
}
