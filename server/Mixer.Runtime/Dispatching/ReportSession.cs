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
    /// <summary>The most errors of records that one call tells; more than that say nothing new.</summary>
    public const int MaxErrors = 64;

    private readonly Selection<ReportStep> _selection = new();
    private readonly Dictionary<Destination, PendingReport> _reports = new(ReferenceEqualityComparer.Instance);
    private readonly List<PendingReport> _waiting = [];
    private readonly Fan<bool> _fan;
    private readonly List<string> _errors = [];
    private readonly Route _route;
    private readonly RouteServices _services;

    internal ReportSession(Route route, RouteServices services)
    {
        _route = route;
        _services = services;
        _fan = new Fan<bool>(services.Invoker);
    }

    /// <summary>
    /// The single errors of all records and of the flush so far, for one list with those of the caller. The texts that <see cref="AppendAsync"/> and <see cref="FlushAsync"/> return
    /// are the same errors again.
    /// </summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>
    /// Builds and keeps the instances of all rules that match a record. Null if all could be built; otherwise the errors (more than one are separated by a line break and <c>* </c>); the
    /// others are kept.
    /// </summary>
    public ValueTask<string?> AppendAsync(AttributeBag bag, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bag);
        cancellation.ThrowIfCancellationRequested();
        var before = _errors.Count;
        try
        {
            Append(bag);
        }
        finally
        {
            _selection.Clear();
        }

        return new ValueTask<string?>(ErrorsFrom(before));
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
        _errors.Clear();
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

            // Records come by the hundred thousand in one call: the first errors tell what is wrong.
            if (_errors.Count < MaxErrors)
            {
                _errors.Add(bag.Error ?? "");
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
        var before = _errors.Count;
        foreach (ref readonly var completion in _fan.Results)
        {
            if (completion.Error is not null)
            {
                _errors.Add(completion.Error);
            }
        }

        _fan.Clear();
        _waiting.Clear();
        if (_errors.Count > before)
        {
            // A handler that failed may still be reading its buffer.
            _reports.Clear();
        }

        return ErrorsFrom(before);
    }

    private string? ErrorsFrom(int index) =>
        _errors.Count == index ? null : _errors.Count == index + 1 ? _errors[index] : string.Join("\n* ", _errors.Skip(index));

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
