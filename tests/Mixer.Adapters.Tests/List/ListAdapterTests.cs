using Mixer.Adapters.List;
using Mixer.Sdk;
using Mixer.Sdk.Testing;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Tests.List;

public sealed class ListAdapterTests
{
    [Theory]
    [InlineData("v1", StatusCode.Ok, null)]
    [InlineData("V1", StatusCode.NotFound, "V1 is not whitelisted")]
    [InlineData("", StatusCode.NotFound, " is not whitelisted")]
    public async Task Check_Whitelist_AllowsWhatIsIn(string value, StatusCode code, string? message)
    {
        await using var handler = await CreateAsync(config => config.Overrides.Add("v1"));

        Assert.Equal(new CheckResult(new Status(code, message), Duration.FromSeconds(300), 10000), await CheckAsync(handler, value));
    }

    [Theory]
    [InlineData("v1", StatusCode.PermissionDenied, "v1 is blacklisted")]
    [InlineData("v3", StatusCode.Ok, null)]
    public async Task Check_Blacklist_RefusesWhatIsIn(string value, StatusCode code, string? message)
    {
        await using var handler = await CreateAsync(config =>
        {
            config.Overrides.Add("v1");
            config.Blacklist = true;
        });

        Assert.Equal(new Status(code, message), (await CheckAsync(handler, value)).Status);
    }

    [Theory]
    [InlineData("10.9.8.7", StatusCode.Ok, null)]
    [InlineData("192.168.7.8", StatusCode.NotFound, "192.168.7.8 is not whitelisted")]
    [InlineData("bob", StatusCode.InvalidArgument, "bob is not a valid IP address")]
    public async Task Check_AddressesOfTheSpec_AnswersAsObserved(string value, StatusCode code, string? message)
    {
        await using var handler = await CreateAsync(config =>
        {
            config.EntryType = Params.Types.ListEntryType.IpAddresses;
            config.Overrides.Add(["10.0.0.0/8", "192.168.7.7"]);
            config.CachingInterval = Duration.FromSeconds(30).ToMessage();
            config.CachingUseCount = 5;
        });

        Assert.Equal(new CheckResult(new Status(code, message), Duration.FromSeconds(30), 5), await CheckAsync(handler, value));
    }

    [Fact]
    public async Task Check_NoAddressForABlacklist_IsInvalidToo()
    {
        await using var handler = await CreateAsync(config =>
        {
            config.EntryType = Params.Types.ListEntryType.IpAddresses;
            config.Blacklist = true;
        });

        Assert.Equal(StatusCode.InvalidArgument, (await CheckAsync(handler, "XYZ")).Status.Code);
    }

    [Fact]
    public async Task Build_NoProvider_StartsNoDaemon()
    {
        var environment = new FakeAdapterEnvironment();
        await using var handler = await new ListAdapter().BuildAsync(new ListAdapter().CreateDefaultConfig(), environment, default);

        Assert.Empty(environment.Daemons);
    }

    [Fact]
    public async Task Build_ServedList_IsFetchedBeforeTheFirstCheck()
    {
        await using var server = new OneShotServer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nv1\nv2");
        await using var environment = new FakeAdapterEnvironment();
        await using var handler = await CreateAsync(config => config.ProviderUrl = server.Url, environment);

        Assert.True((await CheckAsync(handler, "v2")).Status.IsOk);
        Assert.Single(environment.Daemons);
        Assert.Equal(1, environment.Log.Count("Installing updated list with 2 entries"));
    }

    [Fact]
    public async Task Check_ProviderAnswers404_FailsWithTheFault()
    {
        await using var server = new OneShotServer(_ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        await using var environment = new FakeAdapterEnvironment();
        await using var handler = await CreateAsync(config => config.ProviderUrl = server.Url, environment);

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => CheckAsync(handler, "v"));

        Assert.Equal($"could not fetch list from {server.Url}: 404", failure.Message);
    }

    public static TheoryData<Action<Params>, string[]> Faults => new()
    {
        { c => c.ProviderUrl = ":", ["providerUrl: parse \":\": missing protocol scheme"] },
        { c => c.ProviderUrl = "Foo", ["providerUrl: URL scheme and host cannot be empty"] },
        { c => c.ProviderUrl = "http:", ["providerUrl: URL scheme and host cannot be empty"] },
        { c => c.ProviderUrl = "http:///FOO", ["providerUrl: URL scheme and host cannot be empty"] },
        { c => c.ProviderUrl = "http://a:x/", ["providerUrl: parse \"http://a:x/\": invalid port \":x\" after host"] },
        { c => c.ProviderUrl = "http://a/%zz", ["providerUrl: parse \"http://a/%zz\": invalid URL escape \"%zz\""] },
        {
            c => (c.ProviderUrl, c.RefreshInterval) = ("http://a", new()),
            ["refreshInterval: refresh interval must be at least 1 second, it is 0s"]
        },
        {
            c => (c.ProviderUrl, c.RefreshInterval, c.Ttl) = ("http://a", Milliseconds(500), Milliseconds(200)),
            [
                "refreshInterval: refresh interval must be at least 1 second, it is 500ms",
                "ttl: ttl must be > refreshInterval, ttl is 200ms and refreshInterval is 500ms",
            ]
        },
        {
            c => (c.CachingInterval, c.CachingUseCount) = (Milliseconds(-1000), -1),
            ["cachingInterval: caching interval must be >= 0, it is -1s", "cachingUseCount: caching use count must be >= 0, it is -1"]
        },
        {
            c =>
            {
                c.EntryType = Params.Types.ListEntryType.IpAddresses;
                c.Overrides.Add(["1.2.3.4", "X", "1.2.3.4/99", "::1"]);
            },
            [
                "overrides: could not parse ip address override X: invalid CIDR address: X/32",
                "overrides: could not parse ip address override 1.2.3.4/99: invalid CIDR address: 1.2.3.4/99",
            ]
        },
        {
            c =>
            {
                c.EntryType = Params.Types.ListEntryType.Regex;
                c.Overrides.Add(["ok", "["]);
            },
            ["overrides: could not parse regex override [: error parsing regexp: missing closing ]: `[`"]
        },
        { c => (c.RefreshInterval, c.Ttl) = (new(), Milliseconds(-1)), [] },
        { c => (c.ProviderUrl, c.RefreshInterval, c.Ttl) = ("https://a.b:8443/x?y#z", Milliseconds(5000), Milliseconds(5000)), [] },
        { c => c.ProviderUrl = "http://u:p@[::1]:80/x", [] },
        { _ => { }, [] },
    };

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public void Validate_Config_FindsEveryFault(Action<Params> configure, string[] faults)
    {
        var config = new ListAdapter().CreateDefaultConfig();
        configure(config);
        var errors = new ConfigErrors();

        new ListAdapter().Validate(config, errors);

        Assert.Equal(faults, errors.Select(error => error.ToString()));
    }

    private static Google.Protobuf.WellKnownTypes.Duration Milliseconds(long count) => new Duration(count * Duration.Millisecond).ToMessage();

    private static Task<CheckResult> CheckAsync(IListEntryHandler handler, string value) =>
        handler.HandleListEntryAsync(new ListEntryInstance { Name = "le.listentry.istio-system", Value = value }, default).AsTask();

    private static async Task<IListEntryHandler> CreateAsync(Action<Params> configure, FakeAdapterEnvironment? environment = null)
    {
        var adapter = new ListAdapter();
        var config = adapter.CreateDefaultConfig();
        configure(config);
        return (IListEntryHandler)await adapter.BuildAsync(config, environment ?? new FakeAdapterEnvironment(), default);
    }
}
