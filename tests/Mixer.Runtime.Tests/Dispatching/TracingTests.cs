using System.Diagnostics;
using Mixer.Runtime.Tests.Fakes;
using Mixer.Sdk;

namespace Mixer.Runtime.Tests.Dispatching;

public sealed class TracingTests
{
    [Fact]
    public async Task Check_SomebodyListens_EachDispatchIsAChildSpan()
    {
        using var scenario = new Scenario();
        scenario.Adapter.OnCheck = (_, instance, _) =>
            instance.StartsWith("bad", StringComparison.Ordinal) ? throw new InvalidOperationException("down") : new(Scenario.Deny(StatusCode.PermissionDenied, "no"));
        scenario.Rule("r1", scenario.Handler("traced"), Scenario.Instance("i")).Rule("r2", scenario.Handler("traced2"), Scenario.Instance("bad"));
        var route = await scenario.PublishAsync();
        var spans = new List<Activity>();
        using var parent = new Activity("call").Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Mixer.Runtime",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId == parent.TraceId ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);

        await route.CheckAsync(scenario.Bag(), CancellationToken.None);

        Assert.Equal(["checknothing:traced.denier.istio-system(denier)", "checknothing:traced2.denier.istio-system(denier)"], spans.Select(span => span.OperationName));
        Assert.All(spans, span => Assert.Equal(parent.SpanId, span.ParentSpanId));
        Assert.Equal("PERMISSION_DENIED", spans[0].GetTagItem("response_code"));
        Assert.Equal("no", spans[0].GetTagItem("response_message"));
        Assert.Equal("INTERNAL", spans[1].GetTagItem("response_code"));
        Assert.Equal(true, spans[1].GetTagItem("error"));
        Assert.Equal("traced2.denier.istio-system", spans[1].GetTagItem("handler"));
    }
}
