using Google.Protobuf.WellKnownTypes;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Server;
using SampleTemplates;

namespace Mixer.Functional.Tests;

/// <summary>A template of variety CHECK_WITH_OUTPUT over the wire: what its handler finds out is in the headers (spec 03 section 14).</summary>
public sealed class CheckWithOutputTests
{
    private static readonly AdapterInfo Keeper = new()
    {
        Name = "keeper",
        Description = "Knows whose a session is",
        Implementation = "keeper",
        SupportedTemplates = [SessionTemplate.Info],
        ConfigDescriptor = Empty.Descriptor,
        CreateBuilder = () => new Builder(),
    };

    [Fact]
    public async Task Check_SessionOfSomebody_TellsWhoseItIsAlsoFromTheCache()
    {
        await using var server = await StartAsync();
        for (var call = 0; call < 2; call++)
        {
            var verdict = await CheckAsync(server, "42");

            Assert.Equal(0, verdict.Status.Code);
            Assert.InRange(verdict.ValidDuration.Seconds, 200, 300);
            Assert.Equal(
                ["x-user=user of 42 Replace", "x-session= Remove"],
                verdict.RouteDirective.RequestHeaderOperations.Select(operation => $"{operation.Name}={operation.Value} {operation.Operation}"));
            Assert.Equal("mixer", Assert.Single(verdict.RouteDirective.ResponseHeaderOperations).Value);
            Assert.DoesNotContain(verdict.ReferencedAttributes.Words, word => word.StartsWith("login", StringComparison.Ordinal));
        }

        Assert.Contains("mixer_checkcache_cache_hits 1\n", await server.GetAsync("/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_NoSession_IsDeniedWithoutHeaders()
    {
        await using var server = await StartAsync();

        var verdict = await CheckAsync(server, "");

        Assert.Equal((16, "sessions.keeper.istio-system:no session", null), (verdict.Status.Code, verdict.Status.Message, verdict.RouteDirective));
    }

    private static async Task<RunningServer> StartAsync() =>
        await RunningServer.StartAsync(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples-templates", "session.yaml")),
            options => options with { Inventory = new ServerInventory([.. options.Inventory.Adapters, Keeper], [.. options.Inventory.Templates, SessionTemplate.Info]) });

    private static async Task<CheckResponse.Types.PreconditionResult> CheckAsync(RunningServer server, string session)
    {
        var encoder = new AttributeEncoder();
        encoder.Set("request.headers", new AttributeValue(Sdk.Values.StringMap.Create(new Dictionary<string, string> { ["x-session"] = session })));
        return (await server.Client.CheckAsync(new CheckRequest { Attributes = encoder.ToCompressed() })).Precondition;
    }

    private sealed class Builder : HandlerBuilder<Empty>, ISessionHandlerBuilder
    {
        public void SetSessionTypes(IReadOnlyDictionary<string, SessionType> types)
        {
        }

        public override ValueTask<IHandler> BuildAsync(Empty config, AdapterEnvironment environment, CancellationToken cancellation) => new(new Handler());
    }

    private sealed class Handler : ISessionHandler
    {
        public ValueTask<CheckResult<SessionOutput>> HandleSessionAsync(SessionInstance instance, CancellationToken cancellation) =>
            new(instance.Token.Length == 0
                ? new CheckResult<SessionOutput>(new CheckResult(new Sdk.Status(StatusCode.Unauthenticated, "no session"), default, 1), null)
                : new CheckResult<SessionOutput>(new CheckResult(Sdk.Status.Ok, Sdk.Values.Duration.FromSeconds(300), 1000), new SessionOutput { User = "user of " + instance.Token }));

        public ValueTask DisposeAsync() => default;
    }
}
