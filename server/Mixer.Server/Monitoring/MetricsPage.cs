using Microsoft.AspNetCore.Http;
using Prometheus;

namespace Mixer.Server.Monitoring;

/// <summary><c>/metrics</c>, with the metrics of the process and the reference's about scrapes; only so many at once.</summary>
internal sealed class MetricsPage : IDisposable
{
    private const int MostAtOnce = 8;
    private readonly CollectorRegistry _registry;
    private readonly Counter _answers;
    private readonly Gauge _running;
    private readonly RuntimeInstruments _process;
    private int _count;

    public MetricsPage(CollectorRegistry registry)
    {
        _registry = registry;
        _process = new RuntimeInstruments(registry);
        var factory = Metrics.WithCustomRegistry(registry);
        _answers = factory.CreateCounter("promhttp_metric_handler_requests_total", "Total number of scrapes by HTTP status code.", "code");
        _running = factory.CreateGauge("promhttp_metric_handler_requests_in_flight", "Current number of scrapes being served.");
        foreach (var code in new[] { "200", "500", "503" })
        {
            _answers.WithLabels(code);
        }
    }

    public void Dispose() => _process.Dispose();

    public async Task InvokeAsync(HttpContext context)
    {
        if (Interlocked.Increment(ref _count) > MostAtOnce)
        {
            Interlocked.Decrement(ref _count);
            _answers.WithLabels("503").Inc();
            await PlainText.WriteAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "too many scrapes at once; try again\n");
            return;
        }

        _running.Inc();
        var code = "500";
        try
        {
            using var text = new MemoryStream();
            await _registry.CollectAndExportAsTextAsync(text, context.RequestAborted);
            var response = context.Response;
            response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            response.ContentLength = text.Length;
            text.Position = 0;
            code = "200";
            await text.CopyToAsync(response.Body, context.RequestAborted);
        }
        finally
        {
            _answers.WithLabels(code).Inc();
            _running.Dec();
            Interlocked.Decrement(ref _count);
        }
    }
}
