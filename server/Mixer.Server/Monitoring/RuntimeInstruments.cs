using System.Diagnostics.Metrics;
using Prometheus;

namespace Mixer.Server.Monitoring;

/// <summary>
/// The process and the runtime as metrics: <c>process_*</c> as every Prometheus client has them, and the runtime's own meter (<c>System.Runtime</c>) under the names that
/// OpenTelemetry's Prometheus exporters give its instruments, for example <c>dotnet_gc_collections_total</c>. Lives as long as the registry is read.
/// </summary>
internal sealed class RuntimeInstruments : IDisposable
{
    private const string Meter = "System.Runtime";
    private readonly MetricFactory _factory;
    private readonly MeterListener _listener;

    public RuntimeInstruments(CollectorRegistry registry)
    {
        _factory = Prometheus.Metrics.WithCustomRegistry(registry);
        DotNetStats.Register(registry);
        var resident = _factory.CreateGauge("process_resident_memory_bytes", "Resident memory size in bytes.");
        var files = OperatingSystem.IsLinux() ? _factory.CreateGauge("process_open_fds", "Number of open file descriptors.") : null;
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Meter)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
        registry.AddBeforeCollectCallback(() =>
        {
            resident.Set(Environment.WorkingSet);
            files?.Set(Directory.EnumerateFileSystemEntries("/proc/self/fd").Count());
            _listener.RecordObservableInstruments();
        });
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>The name of an instrument for Prometheus: unit and kind become suffixes.</summary>
    internal static string NameOf(string name, string? unit, bool isCounter) =>
        name.Replace('.', '_') + unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" } + (isCounter ? "_total" : "");

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new string[tags.Length];
        var values = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
        {
            labels[i] = tags[i].Key.Replace('.', '_');
            values[i] = tags[i].Value?.ToString() ?? "";
        }

        var help = instrument.Description ?? "";
        switch (instrument)
        {
            case { Name: "dotnet.thread_pool.thread.count" or "dotnet.thread_pool.queue.length" }:
                // The runtime declares them as counters, but they go up and down.
                _factory.CreateGauge(NameOf(instrument.Name, instrument.Unit, isCounter: false), help, labels).WithLabels(values).Set(value);
                break;
            case ObservableCounter<long> or ObservableCounter<int> or ObservableCounter<double>:
                _factory.CreateCounter(NameOf(instrument.Name, instrument.Unit, isCounter: true), help, labels).WithLabels(values).IncTo(value);
                break;
            case Counter<long> or Counter<int>:
                _factory.CreateCounter(NameOf(instrument.Name, instrument.Unit, isCounter: true), help, labels).WithLabels(values).Inc(value);
                break;
            default:
                _factory.CreateGauge(NameOf(instrument.Name, instrument.Unit, isCounter: false), help, labels).WithLabels(values).Set(value);
                break;
        }
    }
}
