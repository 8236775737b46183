using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using OpenTelemetry;

namespace Mixer.Tracing;

/// <summary>
/// Sends spans to a Jaeger collector as a Thrift <c>Batch</c> over HTTP (jaeger-idl, thrift/jaeger.thrift): OpenTelemetry's own exporter is no longer
/// made. Called by one export thread.
/// </summary>
internal sealed class JaegerExporter(string service, Uri url, TimeSpan timeout, TraceReport report) : BaseExporter<Activity>
{
    private readonly HttpClient _http = new() { Timeout = timeout };

    public override ExportResult Export(in Batch<Activity> batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(Encode(batch)) };
        request.Content.Headers.ContentType = new("application/x-thrift");
        try
        {
            using var response = _http.Send(request);
            if (response.IsSuccessStatusCode)
            {
                return ExportResult.Success;
            }

            Report(batch, string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            Report(batch, e.Message);
        }

        return ExportResult.Failure;
    }

    protected override void Dispose(bool disposing)
    {
        _http.Dispose();
        base.Dispose(disposing);
    }

    private void Report(in Batch<Activity> batch, string error) =>
        report.Problem(string.Create(CultureInfo.InvariantCulture, $"cannot send {batch.Count} spans to {url}: {error}"));

    private byte[] Encode(in Batch<Activity> batch)
    {
        using var body = new MemoryStream();
        var writer = new ThriftWriter(body);
        writer.BeginStruct(1);
        writer.Field(1, service);
        writer.EndStruct();
        writer.BeginList(2, (int)batch.Count);
        foreach (var span in batch)
        {
            Write(writer, span);
        }

        writer.EndStruct();
        return body.ToArray();
    }

    private static void Write(ThriftWriter writer, Activity span)
    {
        Span<byte> trace = stackalloc byte[16];
        span.TraceId.CopyTo(trace);
        writer.Field(1, BinaryPrimitives.ReadInt64BigEndian(trace[8..]));
        writer.Field(2, BinaryPrimitives.ReadInt64BigEndian(trace));
        writer.Field(3, IdOf(span.SpanId));
        writer.Field(4, IdOf(span.ParentSpanId));
        writer.Field(5, span.DisplayName);
        writer.Field(7, span.Recorded ? 1 : 0);
        writer.Field(8, (span.StartTimeUtc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        writer.Field(9, span.Duration.Ticks / TimeSpan.TicksPerMicrosecond);
        List<(string Key, string Value)> tags =
            [.. span.TagObjects.Select(tag => (tag.Key, Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "")), ("span.kind", KindOf(span.Kind))];
        writer.BeginList(10, tags.Count);
        foreach (var (key, value) in tags)
        {
            writer.Field(1, key);
            writer.Field(2, 0);
            writer.Field(3, value);
            writer.EndStruct();
        }

        writer.EndStruct();
    }

    private static string KindOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Server => "server",
        ActivityKind.Client => "client",
        _ => "internal",
    };

    private static long IdOf(ActivitySpanId id)
    {
        Span<byte> bytes = stackalloc byte[8];
        id.CopyTo(bytes);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
