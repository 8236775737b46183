using Grpc.Core;
using Grpc.Health.V1;
using Mixer.Server.Probes;

namespace Mixer.Server.Api;

/// <summary>
/// The standard service <c>grpc.health.v1.Health</c>: the server as a whole (the empty name) and the Mixer service are serving while the server is
/// ready. Thread-safe.
/// </summary>
internal sealed class HealthService(HealthState health, TimeProvider time) : Grpc.Health.V1.Health.HealthBase
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        IsKnown(request.Service)
            ? Task.FromResult(new HealthCheckResponse { Status = Now() })
            : throw new RpcException(new Status(StatusCode.NotFound, $"unknown service {request.Service}"));

    /// <summary>Tells the status and each change of it, until the caller or the server ends.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        HealthCheckResponse.Types.ServingStatus? told = null;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, health.Stopping);
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                await TellAsync();
            }
            while (await timer.WaitForNextTickAsync(ending.Token));
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            await TellAsync(); // The last word before the server ends.
        }
        catch (OperationCanceledException)
        {
            // The caller has gone.
        }

        async Task TellAsync()
        {
            var status = IsKnown(request.Service) ? Now() : HealthCheckResponse.Types.ServingStatus.ServiceUnknown;
            if (status != told)
            {
                told = status;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status });
            }
        }
    }

    private static bool IsKnown(string service) => service is "" or "istio.mixer.v1.Mixer";

    private HealthCheckResponse.Types.ServingStatus Now() =>
        health.ReadinessFault() is null ? HealthCheckResponse.Types.ServingStatus.Serving : HealthCheckResponse.Types.ServingStatus.NotServing;
}
