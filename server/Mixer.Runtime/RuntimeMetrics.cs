using System.Globalization;
using Prometheus;

namespace Mixer.Runtime;

/// <summary>The instruments of the runtime, with the names and labels of the reference (spec 03 section 12). Thread-safe.</summary>
internal sealed class RuntimeMetrics
{
    private static readonly double[] Passes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20];
    private static readonly double[] Seconds = [.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10];
    private static readonly string[] DispatchLabels = ["meshFunction", "handler", "adapter", "error"];

    private readonly MetricFactory _factory;
    private readonly List<Counter> _byConfigId = [];
    private readonly Counter _closedHandlers;
    private readonly Counter _closeFailures;
    private readonly Gauge _workers;
    private readonly Gauge _daemons;
    private readonly Counter _dispatches;
    private readonly Histogram _durations;
    private long _oldestId = long.MinValue;

    public RuntimeMetrics(CollectorRegistry registry)
    {
        _factory = Metrics.WithCustomRegistry(registry);
        AttributeCount = ByConfigId("mixer_config_attribute_count", "The number of known attributes in the current config.");
        HandlerCount = ByConfigId("mixer_config_handler_config_count", "The number of known handlers in the current config.");
        InstanceCount = ByConfigId("mixer_config_instance_config_count", "The number of known instances in the current config.");
        InstanceErrorCount = ByConfigId("mixer_config_instance_config_error_count", "The number of errors encountered during processing of the instance configuration.");
        RuleCount = ByConfigId("mixer_config_rule_config_count", "The number of known rules in the current config.");
        RuleErrorCount = ByConfigId("mixer_config_rule_config_error_count", "The number of errors encountered during processing of the rules configuration.");
        RuleMatchErrorCount = ByConfigId("mixer_config_rule_config_match_error_count", "The number of rule conditions that was not parseable.");
        AdapterInfoCount = ByConfigId("mixer_config_adapter_info_config_count", "The number of known adapters in the current config.");
        AdapterInfoErrorCount = ByConfigId("mixer_config_adapter_info_config_error_count", "The number of errors encountered during processing of the adapter info configuration.");
        TemplateCount = ByConfigId("mixer_config_template_config_count", "Templates in the configuration.");
        TemplateErrorCount = ByConfigId("mixer_config_template_config_error_count", "Errors in templates of the configuration.");
        UnsatisfiedActionCount = ByConfigId("mixer_config_unsatisfied_action_handler_count", "The number of actions that were put into action due to handlers being unavailable.");
        HandlerValidationErrorCount = ByConfigId("mixer_config_handler_validation_error_count", "The number of errors encountered because handler validation returned error.");
        NewHandlerCount = ByConfigId("mixer_handler_new_handler_count", "The number of handlers that were newly created during config transition.");
        ReusedHandlerCount = ByConfigId("mixer_handler_reused_handler_count", "The number of handlers that are re-used during config transition.");
        BuildFailureCount = ByConfigId("mixer_handler_handler_build_failure_count", "The number of handlers that failed creation during config transition.");
        _closedHandlers = ByConfigId("mixer_handler_close_handler_count", "The number of handlers that were closed during config transition.");
        _closeFailures = ByConfigId("mixer_handler_handler_close_failure_count", "The number of errors encountered while closing handlers during config transition.");
        Problems = _factory.CreateGauge("mixer_config_problems", "What is wrong with the configuration as it is written now.", "severity", "kind");
        Resources = _factory.CreateGauge("mixer_config_resources", "Resources by what became of them: effective, reduced, superseded, refused or ignored.", "state");
        IsRefused = _factory.CreateGauge("mixer_config_is_refused", "1 while the newest configuration is refused as a whole or could not be put into effect, otherwise 0.");
        string[] handlerLabels = ["initConfigID", "handlerName"];
        _workers = _factory.CreateGauge("mixer_handler_worker_count", "Scheduled work of a handler that has not ended.", handlerLabels);
        _daemons = _factory.CreateGauge("mixer_handler_daemon_count", "Daemons of a handler that have not ended.", handlerLabels);
        Destinations = Passed("mixer_dispatcher_destinations_per_request", "Histogram of destination handlers dispatched to per request, by Mixer.");
        Instances = Passed("mixer_dispatcher_instances_per_request", "Histogram of inputs dispatched per request, by Mixer.");
        _dispatches = _factory.CreateCounter("mixer_runtime_dispatch_count", "Total number of adapter dispatches handled by Mixer.", DispatchLabels);
        _durations = _factory.CreateHistogram("mixer_runtime_dispatch_duration", "Histogram of durations for adapter dispatches handled by Mixer.", DispatchLabels,
            new HistogramConfiguration { Buckets = Seconds, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
        ConditionErrors = _factory.CreateCounter("mixer_runtime_condition_error_count", "Match conditions that could not be evaluated for a call.");
        AbandonedCalls = _factory.CreateGauge("mixer_runtime_abandoned_calls", "Adapter calls that were given up after their time limit and go on.");
        BlockingCalls = _factory.CreateGauge("mixer_runtime_blocking_calls", "Adapter calls that have held the thread of their caller for longer than the time limit.");
        UnconfiguredQuotas = _factory.CreateCounter("mixer_runtime_unconfigured_quota_count", "Quota requests for a name that no rule serves.");
    }

    public Counter AttributeCount { get; }

    public Counter HandlerCount { get; }

    public Counter InstanceCount { get; }

    public Counter InstanceErrorCount { get; }

    public Counter RuleCount { get; }

    public Counter RuleErrorCount { get; }

    public Counter RuleMatchErrorCount { get; }

    public Counter AdapterInfoCount { get; }

    public Counter AdapterInfoErrorCount { get; }

    public Counter TemplateCount { get; }

    public Counter TemplateErrorCount { get; }

    public Counter UnsatisfiedActionCount { get; }

    public Counter HandlerValidationErrorCount { get; }

    public Gauge Problems { get; }

    public Gauge Resources { get; }

    public Gauge IsRefused { get; }

    public Counter NewHandlerCount { get; }

    public Counter ReusedHandlerCount { get; }

    public Counter BuildFailureCount { get; }

    public Histogram Destinations { get; }

    public Histogram Instances { get; }

    public Counter ConditionErrors { get; }

    public Counter UnconfiguredQuotas { get; }

    public Gauge AbandonedCalls { get; }

    public Gauge BlockingCalls { get; }

    public static string Label(long configId) => configId.ToString(CultureInfo.InvariantCulture);

    public Gauge.Child Workers(long configId, string handler) => _workers.WithLabels(Label(configId), handler);

    public Gauge.Child Daemons(long configId, string handler) => _daemons.WithLabels(Label(configId), handler);

    public DispatchCounters Dispatch(string template, string handler, string adapter) =>
        new(
            _dispatches.WithLabels(template, handler, adapter, "false"),
            _dispatches.WithLabels(template, handler, adapter, "true"),
            _durations.WithLabels(template, handler, adapter, "false"),
            _durations.WithLabels(template, handler, adapter, "true"));

    /// <summary>Drops the series of calls to a handler that no rule uses any more.</summary>
    public void ForgetDispatches(string template, string handler, string adapter)
    {
        foreach (var error in (ReadOnlySpan<string>)["false", "true"])
        {
            _dispatches.RemoveLabelled(template, handler, adapter, error);
            _durations.RemoveLabelled(template, handler, adapter, error);
        }
    }

    /// <summary>Drops the gauges of a handler that is gone.</summary>
    public void ForgetHandler(long configId, string handler)
    {
        _workers.RemoveLabelled(Label(configId), handler);
        _daemons.RemoveLabelled(Label(configId), handler);
    }

    /// <summary>Counts a handler that was closed with its configuration, unless that is too old to be shown.</summary>
    public void Closed(long configId, bool failed)
    {
        if (configId < Volatile.Read(ref _oldestId))
        {
            return;
        }

        _closedHandlers.WithLabels(Label(configId)).Inc();
        if (failed)
        {
            _closeFailures.WithLabels(Label(configId)).Inc();
        }
    }

    /// <summary>Makes all counters of a configuration visible, at zero.</summary>
    public void Begin(long configId)
    {
        foreach (var counter in _byConfigId)
        {
            counter.WithLabels(Label(configId));
        }
    }

    /// <summary>Drops the counters of an old configuration, so that the number of series stays bounded.</summary>
    public void Forget(long configId)
    {
        Volatile.Write(ref _oldestId, configId + 1);
        foreach (var counter in _byConfigId)
        {
            counter.RemoveLabelled(Label(configId));
        }
    }

    private Counter ByConfigId(string name, string help)
    {
        var counter = _factory.CreateCounter(name, help, "configID");
        _byConfigId.Add(counter);
        return counter;
    }

    private Histogram Passed(string name, string help) =>
        _factory.CreateHistogram(name, help, new HistogramConfiguration { Buckets = Passes, ExemplarBehavior = ExemplarBehavior.NoExemplars() });
}

/// <summary>The instruments of one handler and template.</summary>
internal sealed record DispatchCounters(ICounter Succeeded, ICounter Failed, IHistogram SucceededDuration, IHistogram FailedDuration)
{
    public void Record(bool failed, TimeSpan elapsed)
    {
        (failed ? Failed : Succeeded).Inc();
        (failed ? FailedDuration : SucceededDuration).Observe(elapsed.TotalSeconds);
    }
}
