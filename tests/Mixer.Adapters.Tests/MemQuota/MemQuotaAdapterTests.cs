using Mixer.Adapters.MemQuota;
using Mixer.Sdk;
using Mixer.Sdk.Testing;
using Mixer.Sdk.Values;
using Mixer.Templates;
using Microsoft.Extensions.Time.Testing;

namespace Mixer.Adapters.Tests.MemQuota;

public sealed class MemQuotaAdapterTests
{
    private const string Instance = "rc.quota.istio-system";

    private readonly FakeTimeProvider _time = new();
    private int _lastId;

    [Fact]
    public async Task Quota_RollingWindow_GrantsWithinTheWindow()
    {
        var handler = await CreateAsync(Config(10, 2));

        Assert.Equal((6, "2s"), await AskAsync(handler, 6));
        Assert.Equal((0, "0s"), await AskAsync(handler, 6, bestEffort: false));
        Assert.Equal((4, "2s"), await AskAsync(handler, 6));
        Assert.Equal((0, "2s"), await AskAsync(handler, 1));
        _time.Advance(TimeSpan.FromMilliseconds(2200));
        Assert.Equal((10, "2s"), await AskAsync(handler, 10));
    }

    [Fact]
    public async Task Quota_NotExpiring_GrantsAndReleases()
    {
        var handler = await CreateAsync(Config(10, 0));

        Assert.Equal((7, "0s"), await AskAsync(handler, 7));
        _time.Advance(TimeSpan.FromDays(1));
        Assert.Equal((0, "0s"), await AskAsync(handler, 4, bestEffort: false));
        Assert.Equal((3, "0s"), await AskAsync(handler, -3));
        Assert.Equal((4, "0s"), await AskAsync(handler, -300));
        Assert.Equal((0, "0s"), await AskAsync(handler, -1));
        Assert.Equal((10, "0s"), await AskAsync(handler, 10));
        Assert.Equal((0, "0s"), await AskAsync(handler, 1));
        Assert.Equal((10, "0s"), await AskAsync(handler, long.MinValue));
    }

    [Fact]
    public async Task Quota_ExampleOfTheSpec_AnswersAsObserved()
    {
        var config = Config(10, 60);
        config.Quotas[0].Overrides.Add(Override("path", "/slow", 2, 1));
        var handler = await CreateAsync(config);

        Assert.Equal((8, "1m0s"), await AskAsync(handler, 8, dimension: "/"));
        Assert.Equal((2, "1m0s"), await AskAsync(handler, 8, dimension: "/"));
        Assert.Equal((2, "1s"), await AskAsync(handler, 8, dimension: "/slow"));
        _time.Advance(TimeSpan.FromMilliseconds(1200));
        Assert.Equal((1, "1s"), await AskAsync(handler, 1, dimension: "/slow"));
        Assert.Equal((6, "0s"), await AskAsync(handler, -6, dimension: "/"));
        Assert.Equal((6, "1m0s"), await AskAsync(handler, 20, dimension: "/"));
    }

    [Fact]
    public async Task Quota_SameDeduplicationId_GetsTheFirstAnswerWithTheRemainingTime()
    {
        var config = Config(10, 60);
        config.MinDeduplicationDuration = Duration.FromSeconds(5).ToMessage();
        var handler = await CreateAsync(config, out var environment);

        Assert.Equal((6, "1m0s"), await AskAsync(handler, 6, id: "a"));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((6, "57s"), await AskAsync(handler, 6, id: "a"));
        Assert.Equal((6, "57s"), await AskAsync(handler, 1, id: "a", dimension: "other"));
        Assert.Equal((6, "57s"), await AskAsync(handler, -2, id: "a"));
        Assert.Equal(3, environment.Log.Count("Quota operation satisfied through deduplication: dedupID a, amount 6"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((4, "1m0s"), await AskAsync(handler, 6, id: "a"));
    }

    [Fact]
    public async Task Quota_RefusedId_StaysRefused()
    {
        var handler = await CreateAsync(Config(5, 0));
        await AskAsync(handler, 5);

        Assert.Equal((0, "0s"), await AskAsync(handler, 1, bestEffort: false, id: "r"));
        await AskAsync(handler, -5);
        Assert.Equal((0, "0s"), await AskAsync(handler, 1, bestEffort: false, id: "r"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal((1, "0s"), await AskAsync(handler, 1, bestEffort: false, id: "r"));
    }

    [Fact]
    public async Task Quota_ZeroAmount_IsEmptyAndNotRemembered()
    {
        var handler = await CreateAsync(Config(5, 60));

        Assert.Equal((0, "0s"), await AskAsync(handler, 0, id: "z"));
        Assert.Equal((2, "1m0s"), await AskAsync(handler, 2, id: "z"));
    }

    [Fact]
    public async Task Quota_TwoOverridesMatch_FirstWins()
    {
        var config = Config(10, 60);
        config.Quotas[0].Overrides.Add(Override("path", "x", 3, 0));
        config.Quotas[0].Overrides.Add(Override("path", "x", 7, 60));
        var handler = await CreateAsync(config);

        Assert.Equal((3, "0s"), await AskAsync(handler, 9, dimension: "x"));
        Assert.Equal((9, "1m0s"), await AskAsync(handler, 9, dimension: "y"));
    }

    [Fact]
    public async Task Quota_OverrideWithoutDimensions_MatchesEverything()
    {
        var config = Config(10, 60);
        config.Quotas[0].Overrides.Add(new Params.Types.Override { MaxAmount = 1 });
        var handler = await CreateAsync(config);

        Assert.Equal((1, "0s"), await AskAsync(handler, 9, dimension: "x"));
    }

    [Fact]
    public async Task Quota_ThirdOfASecond_ActsAsOneSecond()
    {
        var config = Config(1, 0);
        config.Quotas[0].ValidDuration = new Duration(300 * Duration.Millisecond).ToMessage();
        var handler = await CreateAsync(config);

        Assert.Equal((1, "300ms"), await AskAsync(handler, 1));
        _time.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal((0, "0s"), await AskAsync(handler, 1, bestEffort: false));
        _time.Advance(TimeSpan.FromMilliseconds(200));
        Assert.Equal((1, "300ms"), await AskAsync(handler, 1, bestEffort: false));
    }

    [Fact]
    public async Task Quota_DimensionIsAMap_IsCounted()
    {
        var handler = await CreateAsync(Config(10, 60));
        var map = new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["a"] = "1" }));
        var instance = new QuotaInstance { Name = Instance, Dimensions = new Dictionary<string, AttributeValue> { ["m"] = map } };

        var result = await handler.HandleQuotaAsync(instance, new QuotaArgs("m", 4, false), default);

        Assert.Equal(4, result.Amount);
    }

    [Fact]
    public async Task Quota_ManyCallers_NeverGrantMoreThanTheLimit()
    {
        var handler = await CreateAsync(Config(1000, 60));

        var granted = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => Task.Run(async () =>
        {
            var sum = 0L;
            for (var i = 0; i < 500; i++)
            {
                sum += (await handler.HandleQuotaAsync(Ask("k"), new QuotaArgs($"{caller}-{i}", 1, true), default)).Amount;
            }

            return sum;
        })));

        Assert.Equal(1000, granted.Sum());
    }

    [Fact]
    public async Task Build_InstanceWithoutLimit_Fails()
    {
        var adapter = new MemQuotaAdapter();
        adapter.SetQuotaTypes(new Dictionary<string, QuotaType> { ["zz.quota.istio-system"] = new() });

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => adapter.BuildAsync(Config(1, 1), new FakeAdapterEnvironment(_time), default).AsTask());

        Assert.Equal("did not find limit defined for quota zz.quota.istio-system", failure.Message);
    }

    [Fact]
    public async Task Build_TwoLimitsOfOneName_LastWins()
    {
        var config = Config(1, 0);
        config.Quotas.Add(new Params.Types.Quota { Name = Instance, MaxAmount = 5 });

        Assert.Equal((5, "0s"), await AskAsync(await CreateAsync(config), 9));
    }

    [Fact]
    public async Task Build_Handler_StartsNoDaemon()
    {
        await CreateAsync(Config(1, 1), out var environment);

        Assert.Empty(environment.Daemons);
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(-1, "-1s")]
    public void Validate_DeduplicationNotPositive_IsAnError(int seconds, string text)
    {
        var config = Config(1, 1);
        config.MinDeduplicationDuration = Duration.FromSeconds(seconds).ToMessage();

        Assert.Equal([$"minDeduplicationDuration: deduplication window of {text} is invalid, must be > 0"], Validate(config));
    }

    [Fact]
    public void Validate_NegativeLimits_AreErrors()
    {
        var config = Config(-5, -1);
        config.Quotas[0].Overrides.Add(Override("a", "b", -1, -2));

        Assert.Equal(
            [
                "quotas[0].maxAmount: the amount must be >= 0, it is -5",
                "quotas[0].validDuration: the duration must be >= 0, it is -1s",
                "quotas[0].overrides[0].maxAmount: the amount must be >= 0, it is -1",
                "quotas[0].overrides[0].validDuration: the duration must be >= 0, it is -2s",
            ],
            Validate(config));
    }

    [Fact]
    public void Validate_DefaultConfig_IsFine() => Assert.Empty(Validate(new MemQuotaAdapter().CreateDefaultConfig()));

    private static string[] Validate(Params config)
    {
        var errors = new ConfigErrors();
        new MemQuotaAdapter().Validate(config, errors);
        return [.. errors.Select(error => error.ToString())];
    }

    private static Params Config(long maxAmount, int seconds)
    {
        var config = new MemQuotaAdapter().CreateDefaultConfig();
        config.Quotas.Add(new Params.Types.Quota { Name = Instance, MaxAmount = maxAmount, ValidDuration = Duration.FromSeconds(seconds).ToMessage() });
        return config;
    }

    private static Params.Types.Override Override(string name, string value, long maxAmount, int seconds) => new()
    {
        Dimensions = { [name] = value },
        MaxAmount = maxAmount,
        ValidDuration = Duration.FromSeconds(seconds).ToMessage(),
    };

    private static QuotaInstance Ask(string dimension) =>
        new() { Name = Instance, Dimensions = new Dictionary<string, AttributeValue> { ["path"] = new(dimension) } };

    private Task<IQuotaHandler> CreateAsync(Params config) => CreateAsync(config, out _);

    private Task<IQuotaHandler> CreateAsync(Params config, out FakeAdapterEnvironment environment)
    {
        environment = new FakeAdapterEnvironment(_time);
        return BuildAsync(config, environment);
    }

    private static async Task<IQuotaHandler> BuildAsync(Params config, FakeAdapterEnvironment environment)
    {
        var adapter = new MemQuotaAdapter();
        adapter.SetQuotaTypes(new Dictionary<string, QuotaType> { [Instance] = new() });
        return (IQuotaHandler)await adapter.BuildAsync(config, environment, default);
    }

    private async Task<(long Amount, string Duration)> AskAsync(
        IQuotaHandler handler, long amount, bool bestEffort = true, string? id = null, string dimension = "k")
    {
        var args = new QuotaArgs(id ?? $"id{++_lastId}", amount, bestEffort);
        var result = await handler.HandleQuotaAsync(Ask(dimension), args, default);
        Assert.True(result.Status.IsOk);
        return (result.Amount, result.ValidDuration.ToString());
    }
}
