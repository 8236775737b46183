using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Reflection.V1Alpha;
using Microsoft.Extensions.DependencyInjection;
using Mixer.Server.Probes;
using Health = Grpc.Health.V1.Health;
using Serving = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Mixer.Functional.Tests;

/// <summary>The standard services beside the API.</summary>
public sealed class HealthAndReflectionTests
{
    [Theory]
    [InlineData("")]
    [InlineData("istio.mixer.v1.Mixer")]
    public async Task Health_OfTheServerAndItsService_IsServing(string service)
    {
        await using var server = await RunningServer.StartAsync("");

        Assert.Equal(Serving.Serving, (await new Health.HealthClient(server.Calls).CheckAsync(new HealthCheckRequest { Service = service })).Status);
    }

    [Fact]
    public async Task Health_OfAnotherService_IsNotFound()
    {
        await using var server = await RunningServer.StartAsync("");

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await new Health.HealthClient(server.Calls).CheckAsync(new HealthCheckRequest { Service = "x" }));

        Assert.Equal(StatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task HealthWatch_ServerEnds_TellsSoAndDoesNotHoldItUp()
    {
        await using var server = await RunningServer.StartAsync("");
        using var watch = new Health.HealthClient(server.Calls).Watch(new HealthCheckRequest());
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(Serving.Serving, watch.ResponseStream.Current.Status);

        var closing = server.Server.DisposeAsync().AsTask();
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(Serving.NotServing, watch.ResponseStream.Current.Status);
        Assert.False(await watch.ResponseStream.MoveNext(CancellationToken.None));

        await closing;
    }

    [Fact]
    public async Task Reflection_Services_AreListedAndAnOpenStreamDoesNotHoldUpTheEnd()
    {
        await using var server = await RunningServer.StartAsync("");
        using var call = new ServerReflection.ServerReflectionClient(server.Calls).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(
            ["grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection", "istio.mixer.v1.Mixer"],
            call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name).Order(StringComparer.Ordinal));
        await server.Server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("/nope.Nope/Do", "unknown service nope.Nope")]
    [InlineData("/istio.mixer.v1.Mixer/Nope", "unknown method Nope")]
    [InlineData("/nope", "malformed method name: \"/nope\"")]
    public async Task Path_OfNoService_IsUnimplemented(string path, string expected)
    {
        await using var server = await RunningServer.StartAsync("");
        using var http = new HttpClient { DefaultRequestVersion = System.Net.HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent(new byte[5]);
        content.Headers.ContentType = new("application/grpc");

        using var response = await http.PostAsync(new Uri($"http://{server.Target}{path}"), content);

        Assert.Equal("12", response.Headers.GetValues("grpc-status").Single());
        Assert.Equal(expected, Uri.UnescapeDataString(response.Headers.GetValues("grpc-message").Single()));
    }

    [Fact]
    public void Readiness_ComponentNotWell_IsNamedWithItsReason()
    {
        using var health = new HealthState([new("dispatcher", () => null), new("store", () => "cannot read /etc/mixer")]);
        health.Start();

        Assert.Null(health.LivenessFault());
        Assert.Equal("1 error occurred:\n\n* store: cannot read /etc/mixer", health.ReadinessFault());
    }
}
