using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk;
using Mixer.Server.Introspection;

namespace Mixer.Server.Tests;

public sealed class RecentCallsTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Record_AllowedAndAsked_EndsByItselfAfterTenMinutes()
    {
        var calls = new RecentCalls(_time, RequestRecording.Masked);
        Assert.False(calls.IsRecording);

        Assert.True(calls.Record(on: true));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(10), calls.Until);
        _time.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromMilliseconds(1));
        Assert.True(calls.IsRecording);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.False(calls.IsRecording);
        Assert.Null(calls.Until);
    }

    [Fact]
    public void Record_Off_NeverBegins()
    {
        var calls = new RecentCalls(_time, RequestRecording.Off);

        Assert.False(calls.Record(on: true));
        Assert.False(calls.IsRecording);
    }

    [Fact]
    public void Add_MoreThanFit_KeepsTheLast()
    {
        var calls = new RecentCalls(_time, RequestRecording.Masked);
        for (var i = 0; i < RecentCalls.Capacity + 5; i++)
        {
            calls.Add(isReport: false, [1], Status.Ok, fromCache: false, TimeSpan.Zero);
        }

        Assert.Equal(RecentCalls.Capacity, calls.List().Count);
        Assert.Equal(RecentCalls.Capacity + 5, calls.List()[0].Id);
        Assert.Null(calls.Find(5));
        Assert.Equal(6, calls.Find(6)?.Id);
        Assert.Null(calls.Find(-1));
        Assert.Null(calls.Find(long.MaxValue));
    }

    [Fact]
    public void Add_LargeMessage_IsKeptWithoutIt()
    {
        var calls = new RecentCalls(_time, RequestRecording.Masked);

        calls.Add(isReport: true, new byte[RecentCalls.LargestMessage + 1], Status.Ok, fromCache: false, TimeSpan.Zero);

        Assert.Empty(Assert.Single(calls.List()).Message);
    }

    [Fact]
    public void Record_Again_BeginsAnew()
    {
        var calls = new RecentCalls(_time, RequestRecording.Masked);
        calls.Record(on: true);
        calls.Add(isReport: false, [1], Status.Ok, fromCache: false, TimeSpan.Zero);
        calls.Record(on: false);
        Assert.Single(calls.List());

        calls.Record(on: true);

        Assert.Empty(calls.List());
    }
}
