using Mixer.Attributes;
using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Dispatching;

/// <summary>
/// The records of one report: instances are kept a handler and template until <see cref="FlushAsync"/>, which makes one handler call for each. Single-threaded; valid
/// until its route is released, and not after <see cref="Dispose"/>, which gives it back for another report.
/// </summary>
public sealed class ReportSession : IDisposable
{
    private readonly Selection<ReportStep> _selection = new();
    private readonly Dictionary<Destination, PendingReport> _reports = new(ReferenceEqualityComparer.Instance);
    private readonly List<PendingReport> _waiting = [];
    private readonly Fan<bool> _fan;
    private readonly Route _route;
    private readonly RouteServices _services;

    internal ReportSession(Route route, RouteServices services)
    {
        _route = route;
        _services = services;
        _fan = new Fan<bool>(services.Invoker);
    }

    /// <summary>
    /// The errors of all records and of the flush so far; whoever sends the report adds its own, so that there is one list. The texts that <see cref="AppendAsync"/> and
    /// <see cref="FlushAsync"/> return are the same errors again.
    /// </summary>
    public ReportErrors Errors { get; } = new();

    /// <summary>
    /// Builds and keeps the instances of all rules that match a record. Null if all could be built; otherwise the errors that are told (more than one are separated by a line break and
    /// <c>* </c>), or the last one if none is; the others are kept.
    /// </summary>
    public ValueTask<string?> AppendAsync(AttributeBag bag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bag);
        cancellation.ThrowIfCancellationRequested();
        var (before, told) = (Errors.Count, Errors.Told.Count);
        try
        {
            Append(bag);
        }
        finally
        {
            _selection.Clear();
        }

        return new ValueTask<string?>(ErrorsFrom(before, told));
    }

    /// <summary>Sends everything kept, one call for each handler and template, all at once. Null if all went well; otherwise the errors, as from <see cref="AppendAsync"/>.</summary>
    public ValueTask<string?> FlushAsync(CancellationToken cancellation)
    {
        foreach (var report in _waiting)
        {
            _fan.Start(report, null, cancellation);
        }

        return _fan.TryFinish() ? new ValueTask<string?>(Finish()) : FinishAsync();
    }

    /// <summary>Gives the session back.</summary>
    public void Dispose()
    {
        _selection.Clear();
        _fan.Clear();
        Errors.Clear();
        if (_waiting.Count > 0)
        {
            // Never flushed: the instances must not turn up in another report.
            _waiting.Clear();
            _reports.Clear();
        }

        _route.Return(this);
    }

    private void Append(AttributeBag bag)
    {
        var built = 0;
        _route.Table.Reports.Select(bag, _selection, _services.Faults);
        for (var index = 0; index < _selection.Count; index++)
        {
            var step = _selection[index];
            if (!_reports.TryGetValue(step.Destination, out var report))
            {
                var template = (ReportTemplateInfo)step.Destination.Template;
                _reports[step.Destination] = report = new PendingReport(step.Destination, template.CreateBuffer(step.Destination.Handler.Handler));
            }

            if (report.Buffer.TryAppend(bag, step.Builder))
            {
                built++;
                if (report.Buffer.Count == 1)
                {
                    _waiting.Add(report);
                }

                continue;
            }

            if (Errors.AddOfRecord(bag.Error ?? ""))
            {
                RuntimeLog.InstanceNotBuilt(_services.Log, step.Destination.FriendlyName, bag.Error ?? "");
            }

            bag.ClearError();
        }

        _services.Passed(_selection.Groups, built);
    }

    private async ValueTask<string?> FinishAsync()
    {
        await _fan.FinishAsync().ConfigureAwait(false);
        return Finish();
    }

    private string? Finish()
    {
        var (before, told) = (Errors.Count, Errors.Told.Count);
        foreach (ref readonly var completion in _fan.Results)
        {
            if (completion.Error is not null)
            {
                Errors.Add(completion.Error);
            }
        }

        _fan.Clear();
        _waiting.Clear();
        if (Errors.Count > before)
        {
            // A handler that failed may still be reading its buffer.
            _reports.Clear();
        }

        return ErrorsFrom(before, told);
    }

    private string? ErrorsFrom(int before, int told) =>
        Errors.Count == before ? null : Errors.Told.Count <= told + 1 ? Errors.Latest : string.Join("\n* ", Errors.Told.Skip(told));

    private sealed class PendingReport(Destination destination, ReportBuffer buffer) : Step<bool>(destination, "", 0)
    {
        public ReportBuffer Buffer { get; } = buffer;

        public override string ErrorPrefix => "failed to report all values: ";

        public override bool TryInvoke(AttributeBag? bag, in QuotaArgs args, CancellationToken cancellation, out ValueTask<bool> result)
        {
            var flush = Buffer.FlushAsync(cancellation);
            result = flush.IsCompletedSuccessfully ? new ValueTask<bool>(true) : AwaitAsync(flush);
            return true;
        }

        private static async ValueTask<bool> AwaitAsync(ValueTask flush)
        {
            await flush.ConfigureAwait(false);
            return true;
        }
    }
}
