using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Noop;

/// <summary>Allows every check for good, grants every quota in full, drops every report.</summary>
internal sealed class NoopHandler :
    IAuthorizationHandler, ICheckNothingHandler, IListEntryHandler, IReportNothingHandler, ILogEntryHandler, IMetricHandler, IQuotaHandler,
    ITraceSpanHandler
{
    private const int ManyUses = 1_000_000_000;
    private static readonly Duration LongTime = Duration.FromSeconds(1_000_000_000);
    private static readonly CheckResult Allowed = new(Status.Ok, LongTime, ManyUses);

    /// <inheritdoc/>
    public ValueTask<CheckResult> HandleAuthorizationAsync(AuthorizationInstance instance, CancellationToken cancellation) => new(Allowed);

    /// <inheritdoc/>
    public ValueTask<CheckResult> HandleCheckNothingAsync(CheckNothingInstance instance, CancellationToken cancellation) => new(Allowed);

    /// <inheritdoc/>
    public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => new(Allowed);

    /// <inheritdoc/>
    public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation) =>
        new(new QuotaResult(Status.Ok, LongTime, args.Amount));

    /// <inheritdoc/>
    public ValueTask HandleReportNothingAsync(IReadOnlyList<ReportNothingInstance> instances, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask HandleLogEntryAsync(IReadOnlyList<LogEntryInstance> instances, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask HandleMetricAsync(IReadOnlyList<MetricInstance> instances, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask HandleTraceSpanAsync(IReadOnlyList<TraceSpanInstance> instances, CancellationToken cancellation) => default;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;
}
