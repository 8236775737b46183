using Microsoft.Extensions.Logging;

namespace Mixer.Server.Probes;

/// <summary>
/// Keeps a file fresh while all is well and removes it otherwise: once at the start and every half interval (spec 07 section 8). Disposing removes
/// the file.
/// </summary>
internal sealed class FileProbe : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(1);
    private readonly string _path;
    private readonly string _name;
    private readonly Func<string?> _fault;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly PeriodicTimer _timer;
    private readonly Task _loop;
    private readonly Lock _gate = new();
    private bool _available;
    private string? _lastFault;

    public FileProbe(ProbeOptions options, Func<string?> fault, TimeProvider time, ILogger log)
    {
        _path = options.Path;
        _name = Path.GetFileName(_path);
        _fault = fault;
        _time = time;
        _log = log;
        var period = options.Interval.ToTimeSpan() / 2;
        _timer = new PeriodicTimer(period < ShortestPeriod ? ShortestPeriod : period, time);
        Refresh();
        _loop = RunAsync();
    }

    /// <summary>Writes or removes the file now, without waiting for the next tick.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            Write();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop;
        Remove();
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            Refresh();
        }
    }

    private void Write()
    {
        var fault = _fault();
        if (fault is null)
        {
            if (!_available)
            {
                ProbeLog.Available(_log, _name);
            }

            _available = true;
            _lastFault = null;
            Touch();
            return;
        }

        if (_available && fault != _lastFault)
        {
            ProbeLog.Unavailable(_log, _name, fault);
        }

        _available = false;
        _lastFault = fault;
        Remove();
    }

    private void Touch()
    {
        try
        {
            File.Create(_path).Dispose();
            File.SetLastWriteTimeUtc(_path, _time.GetUtcNow().UtcDateTime);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ProbeLog.CannotCreate(_log, _path, e.Message);
        }
    }

    private void Remove()
    {
        try
        {
            File.Delete(_path);
        }
        catch (DirectoryNotFoundException)
        {
            // Without its directory the file is not there either.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ProbeLog.CannotRemove(_log, _path, e.Message);
        }
    }
}
