using System.Diagnostics;
using Mixer.Tracing;

namespace Mixer.Client.Tests;

public sealed class TraceContextTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Span = "b7ad6b7169203331";

    [Theory]
    [InlineData("traceparent", $"00-{Trace}-{Span}-01", true)]
    [InlineData("traceparent", $"00-{Trace}-{Span}-00", false)]
    [InlineData("b3", $"{Trace}-{Span}-1", true)]
    [InlineData("b3", $"{Trace}-{Span}-d", true)]
    [InlineData("b3", $"{Trace}-{Span}-0-05e3ac9a4f6e3b90", false)]
    [InlineData("b3", $"{Trace}-{Span}", false)]
    public void Extract_OneHeader_GivesTheCallersSpan(string header, string value, bool sampled)
    {
        var context = TraceContext.Extract(name => name == header ? value : null);

        Assert.Equal((Trace, Span, sampled), (context.TraceId.ToHexString(), context.SpanId.ToHexString(), context.TraceFlags == ActivityTraceFlags.Recorded));
        Assert.True(context.IsRemote);
    }

    [Fact]
    public void Extract_B3InSeveralHeadersWithShortTrace_PadsIt()
    {
        var headers = new Dictionary<string, string> { ["x-b3-traceid"] = "8448EB211C80319C", ["x-b3-spanid"] = Span, ["x-b3-flags"] = "1" };

        var context = TraceContext.Extract(headers.GetValueOrDefault);

        Assert.Equal(("00000000000000008448eb211c80319c", ActivityTraceFlags.Recorded), (context.TraceId.ToHexString(), context.TraceFlags));
    }

    [Theory]
    [InlineData("traceparent", "garbage")]
    [InlineData("b3", "0")]
    [InlineData("b3", "zz-zz-1")]
    [InlineData("b3", $"00000000000000000000000000000000-{Span}-1")]
    [InlineData("b3", "")]
    public void Extract_Malformed_IsNoSpan(string header, string value) =>
        Assert.Equal(default, TraceContext.Extract(name => name == header ? value : null));

    [Fact]
    public void Inject_ThenExtract_GivesTheSpanBackFromEitherHeader()
    {
        using var span = new Activity("x").SetIdFormat(ActivityIdFormat.W3C);
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        span.Start();
        var headers = new Dictionary<string, string>();

        TraceContext.Inject(span, headers.Add);

        foreach (var only in new[] { "traceparent", "b3" })
        {
            var context = TraceContext.Extract(name => name == only ? headers[name] : null);
            Assert.Equal((span.TraceId, span.SpanId, ActivityTraceFlags.Recorded), (context.TraceId, context.SpanId, context.TraceFlags));
        }
    }
}
