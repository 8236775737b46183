using Google.Protobuf.WellKnownTypes;
using Mixer.Sdk;
using Mixer.Templates;

namespace Mixer.Adapters.Noop;

/// <summary>Does nothing: for tests, and to see what the server costs by itself.</summary>
[Adapter(
    "noop",
    Description = "Does nothing (useful for testing)",
    SupportedTemplates =
    [
        typeof(AuthorizationTemplate), typeof(CheckNothingTemplate), typeof(ReportNothingTemplate), typeof(ListEntryTemplate),
        typeof(LogEntryTemplate), typeof(MetricTemplate), typeof(QuotaTemplate), typeof(TraceSpanTemplate),
    ])]
public sealed class NoopAdapter :
    HandlerBuilder<Empty>, IAuthorizationHandlerBuilder, ICheckNothingHandlerBuilder, IReportNothingHandlerBuilder, IListEntryHandlerBuilder,
    ILogEntryHandlerBuilder, IMetricHandlerBuilder, IQuotaHandlerBuilder, ITraceSpanHandlerBuilder
{
    /// <inheritdoc/>
    public void SetAuthorizationTypes(IReadOnlyDictionary<string, AuthorizationType> types) { }

    /// <inheritdoc/>
    public void SetCheckNothingTypes(IReadOnlyDictionary<string, CheckNothingType> types) { }

    /// <inheritdoc/>
    public void SetReportNothingTypes(IReadOnlyDictionary<string, ReportNothingType> types) { }

    /// <inheritdoc/>
    public void SetListEntryTypes(IReadOnlyDictionary<string, ListEntryType> types) { }

    /// <inheritdoc/>
    public void SetLogEntryTypes(IReadOnlyDictionary<string, LogEntryType> types) { }

    /// <inheritdoc/>
    public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types) { }

    /// <inheritdoc/>
    public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types) { }

    /// <inheritdoc/>
    public void SetTraceSpanTypes(IReadOnlyDictionary<string, TraceSpanType> types) { }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Empty config, AdapterEnvironment environment, CancellationToken cancellation) =>
        new(new NoopHandler());
}
