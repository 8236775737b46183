using Mixer.Runtime.Tests.Fakes;

namespace Mixer.Runtime.Tests.Reloading;

public sealed class MetricNamesTests
{
    [Theory]
    [InlineData("mixer_config_attribute_count", "counter")]
    [InlineData("mixer_config_handler_config_count", "counter")]
    [InlineData("mixer_config_instance_config_count", "counter")]
    [InlineData("mixer_config_instance_config_error_count", "counter")]
    [InlineData("mixer_config_rule_config_count", "counter")]
    [InlineData("mixer_config_rule_config_error_count", "counter")]
    [InlineData("mixer_config_rule_config_match_error_count", "counter")]
    [InlineData("mixer_config_adapter_info_config_count", "counter")]
    [InlineData("mixer_config_adapter_info_config_error_count", "counter")]
    [InlineData("mixer_config_template_config_count", "counter")]
    [InlineData("mixer_config_template_config_error_count", "counter")]
    [InlineData("mixer_config_unsatisfied_action_handler_count", "counter")]
    [InlineData("mixer_config_handler_validation_error_count", "counter")]
    [InlineData("mixer_config_problems", "gauge")]
    [InlineData("mixer_config_resources", "gauge")]
    [InlineData("mixer_config_is_refused", "gauge")]
    [InlineData("mixer_handler_new_handler_count", "counter")]
    [InlineData("mixer_handler_reused_handler_count", "counter")]
    [InlineData("mixer_handler_handler_build_failure_count", "counter")]
    [InlineData("mixer_handler_close_handler_count", "counter")]
    [InlineData("mixer_handler_handler_close_failure_count", "counter")]
    [InlineData("mixer_handler_worker_count", "gauge")]
    [InlineData("mixer_handler_daemon_count", "gauge")]
    [InlineData("mixer_dispatcher_destinations_per_request", "histogram")]
    [InlineData("mixer_dispatcher_instances_per_request", "histogram")]
    [InlineData("mixer_runtime_dispatch_count", "counter")]
    [InlineData("mixer_runtime_dispatch_duration", "histogram")]
    public async Task Registry_Instrument_HasNameAndType(string name, string type)
    {
        using var scenario = new Scenario();

        Assert.Contains($"# TYPE {name} {type}\n", await scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passes_CheckPreprocessAndThreeRecords_AreObservedOnceEach()
    {
        using var scenario = new Scenario();
        var route = await scenario.PublishAsync();
        await route.PreprocessAsync(scenario.Bag(), CancellationToken.None);
        await route.CheckAsync(scenario.Bag(), CancellationToken.None);
        using var report = route.StartReport();
        for (var record = 0; record < 3; record++)
        {
            await report.AppendAsync(scenario.Bag(), CancellationToken.None);
        }

        await report.FlushAsync(CancellationToken.None);

        Assert.Contains("mixer_dispatcher_destinations_per_request_count 5\n", await scenario.MetricsTextAsync(), StringComparison.Ordinal);
    }
}
