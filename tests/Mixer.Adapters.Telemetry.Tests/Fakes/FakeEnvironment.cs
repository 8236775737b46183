using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Mixer.Sdk;

namespace Mixer.Adapters.Telemetry.Tests.Fakes;

/// <summary>An environment with a clock that the test moves; keeps log lines and daemons.</summary>
internal sealed class FakeEnvironment : AdapterEnvironment, ILogger, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _daemons = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2018, 9, 1, 10, 11, 12, TimeSpan.Zero));

    public List<string> Lines { get; } = [];

    public override string HandlerName => "h.fake.istio-system";

    public override ILogger Logger => this;

    public override TimeProvider Time => Clock;

    public override ValueTask ScheduleWorkAsync(Func<CancellationToken, Task> work) => new(work(_stop.Token));

    public override void ScheduleDaemon(string name, Func<CancellationToken, Task> daemon) => _daemons.Add(daemon(_stop.Token));

    /// <summary>Stops the daemons as the host does before it disposes a handler.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stop.IsCancellationRequested)
        {
            await _stop.CancelAsync();
            await Task.WhenAll(_daemons).WaitAsync(TimeSpan.FromSeconds(10));
            _stop.Dispose();
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Lines)
        {
            Lines.Add(logLevel + " " + formatter(state, exception));
        }
    }
}
