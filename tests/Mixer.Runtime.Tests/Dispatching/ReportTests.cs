using Mixer.Attributes;
using Mixer.Runtime.Dispatching;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class ReportTests : IDisposable
{
    private readonly Scenario _scenario = new();
    private readonly List<string> _calls = [];

    public ReportTests() =>
        _scenario.Adapter.OnReport = (_, instances, _) =>
        {
            _calls.Add(string.Join(' ', instances));
            return default;
        };

    public void Dispose() => _scenario.Dispose();

    [Fact]
    public async Task Report_ThreeRecordsOneDefaultRule_IsOneCallInOrder()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "source.user"));

        Assert.Empty(await ReportAsync(Record("a", "1"), Record("a", "2"), Record("b", "3")));
        Assert.Equal(["le.logentry.istio-system=1 le.logentry.istio-system=2 le.logentry.istio-system=3"], _calls);
    }

    [Fact]
    public async Task Report_RuleOfANamespaceOnTheSameHandler_IsASecondCall()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "source.user"))
            .Rule("r", _scenario.Handler("h"), Scenario.Instance("own", Scenario.Report, "source.user"), ns: "b");

        await ReportAsync(Record("a", "1"), Record("a", "2"), Record("b", "3"));

        Assert.Equal(["le.logentry.istio-system=1 le.logentry.istio-system=2 le.logentry.istio-system=3", "own.logentry.istio-system=3"], _calls);
    }

    [Fact]
    public async Task Report_NoRuleMatches_CallsNobody()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report), FakeExpression.Constant(false));

        Assert.Empty(await ReportAsync(Record("a", "1")));
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Report_InstanceNotBuilt_FailsButSendsTheOthers()
    {
        _scenario.Rule("r1", _scenario.Handler("h"), Scenario.Instance("le9", Scenario.Report, "foo.attr"))
            .Rule("r2", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "source.user"));

        var errors = await ReportAsync(Record("a", "1"));

        Assert.Equal(["evaluation failed at [le9.logentry.istio-system]'Value': 'lookup failed: 'foo.attr''"], errors);
        Assert.Equal(["le.logentry.istio-system=1"], _calls);
    }

    [Fact]
    public async Task Report_ManyRecordsThatCannotBeBuilt_TellsTheFirstErrorsOnly()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "foo.attr"));
        var record = Record("a", "1");

        var route = await _scenario.PublishAsync();
        using var report = route.StartReport();
        for (var i = 0; i < 1000; i++)
        {
            Assert.NotNull(await report.AppendAsync(record, CancellationToken.None));
        }

        Assert.Equal((ReportErrors.MostOfRecords, 1000), (report.Errors.Told.Count, report.Errors.Count));
        Assert.StartsWith("1000 errors occurred:\n\n* evaluation failed", report.Errors.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n* and 936 more", report.Errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_ManyErrorsThenAFailingHandler_IsStillTold()
    {
        _scenario.Adapter.OnReport = (_, _, _) => throw new InvalidOperationException("disk full");
        _scenario.Rule("r1", _scenario.Handler("h"), Scenario.Instance("le9", Scenario.Report, "foo.attr"))
            .Rule("r2", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "source.user"));

        var errors = await ReportAsync([.. Enumerable.Repeat(Record("a", "1"), 100)]);

        Assert.Equal((ReportErrors.MostOfRecords + 1, "failed to report all values: disk full"), (errors.Count, errors[^1]));
    }

    [Fact]
    public async Task Report_HandlerThrows_GivesTheErrorAndCallsTheOthers()
    {
        _scenario.Adapter.OnReport = (handler, instances, _) =>
        {
            _calls.Add(handler.Config + instances.Count);
            return handler.Config == "bad" ? throw new InvalidOperationException("disk full") : default;
        };
        _scenario.Rule("r1", _scenario.Handler("h1", "bad"), Scenario.Instance("le", Scenario.Report))
            .Rule("r2", _scenario.Handler("h2", "good"), Scenario.Instance("le", Scenario.Report));

        Assert.Equal(["failed to report all values: disk full"], await ReportAsync(Record("a", "1")));
        Assert.Equal(["bad1", "good1"], _calls);
    }

    [Fact]
    public async Task Report_HandlerFailsWithManySentences_TellsTheFirstOnly()
    {
        _scenario.Adapter.OnReport = (_, _, _) => throw new ReportFailedException([.. Enumerable.Range(0, 100_000).Select(n => $"no {n}")]);
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report));

        var error = Assert.Single(await ReportAsync(Record("a", "1")));

        Assert.StartsWith("failed to report all values: 100000 errors occurred:\n\n* no 0\n* no 1\n", error, StringComparison.Ordinal);
        Assert.EndsWith("\n* no 63\n* and 99936 more", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_HandlerFailsWithALongText_TellsItsBeginning()
    {
        _scenario.Adapter.OnReport = (_, _, _) => throw new InvalidOperationException(new string('x', 1_000_000));
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report));

        Assert.InRange(Assert.Single(await ReportAsync(Record("a", "1"))).Length, 8_000, 9_000);
    }

    [Fact]
    public async Task Report_SlowHandlers_AreCalledTogether()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = 0;
        _scenario.Adapter.OnReport = async (_, _, _) =>
        {
            started++;
            await gate.Task;
        };
        _scenario.Rule("r1", _scenario.Handler("h1"), Scenario.Instance("le", Scenario.Report))
            .Rule("r2", _scenario.Handler("h2"), Scenario.Instance("le", Scenario.Report));
        var route = await _scenario.PublishAsync();
        using var report = route.StartReport();
        await report.AppendAsync(Record("a", "1"), CancellationToken.None);

        var flush = report.FlushAsync(CancellationToken.None);

        Assert.Equal(2, started);
        Assert.False(flush.IsCompleted);
        gate.SetResult();
        Assert.Null(await flush);
    }

    [Fact]
    public async Task Report_SessionDisposedWithoutFlush_LeaksNothingIntoTheNext()
    {
        _scenario.Rule("r", _scenario.Handler("h"), Scenario.Instance("le", Scenario.Report, "source.user"));
        var route = await _scenario.PublishAsync();
        using (var dropped = route.StartReport())
        {
            await dropped.AppendAsync(Record("a", "old"), CancellationToken.None);
        }

        using var report = route.StartReport();
        await report.AppendAsync(Record("a", "new"), CancellationToken.None);
        await report.FlushAsync(CancellationToken.None);

        Assert.Equal(["le.logentry.istio-system=new"], _calls);
    }

    private AttributeBag Record(string ns, string user) => _scenario.Bag(("destination.namespace", new(ns)), ("source.user", new(user)));

    private async Task<IReadOnlyList<string>> ReportAsync(params AttributeBag[] records)
    {
        var route = await _scenario.PublishAsync();
        using var report = route.StartReport();
        foreach (var record in records)
        {
            await report.AppendAsync(record, CancellationToken.None);
        }

        await report.FlushAsync(CancellationToken.None);
        return [.. report.Errors.Told];
    }
}
