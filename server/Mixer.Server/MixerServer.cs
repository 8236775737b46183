using Microsoft.Extensions.DependencyInjection;
using Mixer.Server.Hosting;
using Mixer.Server.Logging;

namespace Mixer.Server;

/// <summary>
/// A server: constructed with everything open and calls queueing up, serving once it runs, until it is disposed, which ends it in the order of
/// spec 07 section 4. Thread-safe.
/// </summary>
internal sealed class MixerServer : IAsyncDisposable
{
    private readonly ServerParts _parts;
    private readonly string _monitoringAddress;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private int _disposed;

    private MixerServer(ServerParts parts, string address, string monitoringAddress)
    {
        _parts = parts;
        Address = address;
        _monitoringAddress = monitoringAddress;
    }

    /// <summary>Where the API listens, for example <c>http://[::]:9091</c>.</summary>
    public string Address { get; }

    /// <summary>Where the monitoring pages are.</summary>
    public string MonitoringAddress => _monitoringAddress;

    /// <summary>Everything that the server is made of.</summary>
    public IServiceProvider Services => _parts.Api!.Services;

    /// <summary>The log, whose scopes can be changed while the server runs.</summary>
    public LogSystem Log => _parts.Log!;

    /// <summary>Completes when somebody in the process asks for the server's end.</summary>
    public Task ShutdownRequested => Services.GetRequiredService<ShutdownRequest>().Requested;

    /// <summary>Constructs a server. Null with the reason if that cannot be done; nothing stays open then.</summary>
    public static async Task<(MixerServer? Server, string? Error)> CreateAsync(
        MixerServerOptions options, ServerHooks hooks, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Validate() is { } invalid)
        {
            return (null, invalid);
        }

        var parts = new ServerParts(hooks, options.ShutdownTimeout.ToTimeSpan(), time);
        try
        {
            var (address, monitoringAddress) = await new ServerConstruction(options, hooks, parts, time).RunAsync(cancellation);
            return (new MixerServer(parts, address, monitoringAddress), null);
        }
        catch (ServerStartException e)
        {
            await parts.CloseAsync();
            return (null, e.Message);
        }
        catch
        {
            await parts.CloseAsync();
            throw;
        }
    }

    /// <summary>Constructs a server and lets it serve; as <see cref="CreateAsync"/>.</summary>
    public static async Task<(MixerServer? Server, string? Error)> StartAsync(MixerServerOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var (server, error) = await CreateAsync(options, ServerHooks.Real, time, cancellation);
        if (server is not null)
        {
            await server.RunAsync(cancellation);
        }

        return (server, error);
    }

    /// <summary>Answers calls from now on.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            await _parts.Api!.StartAsync(cancellation);
            _parts.Health!.Start();
        }
    }

    /// <summary>Completes when the server serves no more.</summary>
    /// <exception cref="InvalidOperationException">It does not run, or no more.</exception>
    public Task WaitAsync() =>
        _running == 0 || _disposed != 0 ? throw new InvalidOperationException("server not running") : _ended.Task;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _parts.CloseAsync();
            _ended.TrySetResult();
        }
    }
}
