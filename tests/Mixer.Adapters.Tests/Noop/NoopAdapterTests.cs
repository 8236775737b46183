using Google.Protobuf;
using Mixer.Adapters.Noop;
using Mixer.Sdk;
using Mixer.Sdk.Testing;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Tests.Noop;

public sealed class NoopAdapterTests
{
    private static readonly CheckResult Allowed = new(Status.Ok, Duration.FromSeconds(1_000_000_000), 1_000_000_000);

    [Fact]
    public async Task Check_EveryTemplate_IsAllowedForGood()
    {
        var handler = await CreateAsync();

        Assert.Equal(Allowed, await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "a" }, default));
        Assert.Equal(Allowed, await handler.HandleListEntryAsync(new ListEntryInstance { Name = "a", Value = "v" }, default));
        Assert.Equal(Allowed, await handler.HandleAuthorizationAsync(new AuthorizationInstance { Name = "a" }, default));
        Assert.Equal("277777h46m40s", Allowed.ValidDuration.ToString());
    }

    [Theory]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(-3)]
    public async Task Quota_AnyAmount_IsGrantedAsAsked(long amount)
    {
        var handler = await CreateAsync();

        var result = await handler.HandleQuotaAsync(new QuotaInstance { Name = "q" }, new QuotaArgs("id", amount, false), default);

        Assert.Equal(new QuotaResult(Status.Ok, Duration.FromSeconds(1_000_000_000), amount), result);
    }

    [Fact]
    public async Task Report_EveryTemplate_IsDropped()
    {
        var handler = await CreateAsync();

        await handler.HandleReportNothingAsync([], default);
        await handler.HandleLogEntryAsync([], default);
        await handler.HandleMetricAsync([], default);
        await handler.HandleTraceSpanAsync([], default);
        await handler.DisposeAsync();
    }

    [Fact]
    public void Config_IsTheEmptyMessage() => Assert.Empty(new NoopAdapter().CreateDefaultConfig().ToByteString());

    private static async Task<NoopHandler> CreateAsync() =>
        (NoopHandler)await new NoopAdapter().BuildAsync(new NoopAdapter().CreateDefaultConfig(), new FakeAdapterEnvironment(), default);
}
