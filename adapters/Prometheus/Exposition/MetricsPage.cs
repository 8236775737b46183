using System.Buffers;
using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Mixer.Adapters.Prometheus.Metrics;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>
/// Answers <c>/metrics</c> with all metrics of a registry, by any method, and every other path with 404. It works on Kestrel's request
/// features directly: no web application, so no settings of the surrounding process reach it.
/// </summary>
internal sealed class MetricsPage(MetricRegistry registry) : IHttpApplication<IFeatureCollection>
{
    private const string Path = "/metrics";

    /// <inheritdoc/>
    public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

    /// <inheritdoc/>
    public void DisposeContext(IFeatureCollection context, Exception? exception) { }

    /// <inheritdoc/>
    public async Task ProcessRequestAsync(IFeatureCollection context)
    {
        var request = context.GetRequiredFeature<IHttpRequestFeature>();
        var response = context.GetRequiredFeature<IHttpResponseFeature>();
        var body = context.GetRequiredFeature<IHttpResponseBodyFeature>().Writer;
        if (request.Path != Path)
        {
            response.StatusCode = 404;
            response.Headers.ContentType = "text/plain; charset=utf-8";
            await SendAsync(response, body, "404 page not found\n"u8.ToArray()).ConfigureAwait(false);
            return;
        }

        var page = new ArrayBufferWriter<byte>(16 * 1024);
        var binary = Negotiation.WantsProtobuf(request.Headers.Accept);
        foreach (var family in registry.OnPage())
        {
            if (binary)
            {
                ProtobufFormat.Write(page, family);
            }
            else
            {
                TextFormat.Write(page, family);
            }
        }

        response.Headers.ContentType = binary ? ProtobufFormat.ContentType : TextFormat.ContentType;
        var bytes = page.WrittenMemory;
        if (Negotiation.AcceptsGzip(request.Headers.AcceptEncoding))
        {
            response.Headers.ContentEncoding = "gzip";
            bytes = Compress(bytes);
        }

        await SendAsync(response, body, bytes).ConfigureAwait(false);
    }

    private static async Task SendAsync(IHttpResponseFeature response, PipeWriter body, ReadOnlyMemory<byte> bytes)
    {
        response.Headers.ContentLength = bytes.Length;
        await body.WriteAsync(bytes).ConfigureAwait(false);
        await body.CompleteAsync().ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes.Span);
        }

        return compressed.ToArray();
    }
}
