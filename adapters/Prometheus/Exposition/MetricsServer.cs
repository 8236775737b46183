using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Mixer.Adapters.Prometheus.Metrics;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>
/// The metrics page of the process: a registry, and a listener that is open while at least one handler lives. Handlers of an old and a new
/// configuration overlap during a reload, so the port stays open across it. Any thread.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Lives as long as the process; its semaphore has no wait handle.")]
internal sealed class MetricsServer(int port)
{
    /// <summary>The port of every mixer, as Prometheus servers expect it.</summary>
    public const int DefaultPort = 42422;

    private readonly SemaphoreSlim _gate = new(1);
    private MetricsListener? _listener;
    private int _users;

    /// <summary>The one of the process: there is one port, so there can be only one.</summary>
    public static MetricsServer OfProcess { get; } = new(DefaultPort);

    /// <summary>The metrics on the page.</summary>
    public MetricRegistry Registry { get; } = new();

    /// <summary>The port, if open.</summary>
    public int? Port => _listener?.Port;

    /// <summary>Adds a user; opens the port for the first. Without success nothing is held.</summary>
    /// <exception cref="InvalidOperationException">The port cannot be opened.</exception>
    public async Task AcquireAsync(ILogger logger, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_users == 0)
            {
                _listener = await MetricsListener.StartAsync(port, new MetricsPage(Registry), cancellation).ConfigureAwait(false);
                PrometheusLog.Serving(logger, _listener.Port);
            }

            _users++;
        }
        catch (IOException failure)
        {
            throw new InvalidOperationException("could not start prometheus metrics server: " + failure.Message, failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes a user away; closes the port after the last.</summary>
    public async ValueTask ReleaseAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            if (--_users == 0 && _listener is { } listener)
            {
                _listener = null;
                await listener.DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _gate.Release();
        }
    }
}
