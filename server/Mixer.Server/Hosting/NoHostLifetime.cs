using Microsoft.Extensions.Hosting;

namespace Mixer.Server.Hosting;

/// <summary>Leaves signals to the command, which ends the hosts in order.</summary>
internal sealed class NoHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
