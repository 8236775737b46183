using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Mixer.Functional.Tests;

/// <summary>One span as a collector got it; ids in lower-case hexadecimal, the parent empty for a root.</summary>
internal sealed record ReceivedSpan(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

/// <summary>Takes spans as a Zipkin collector (JSON v2), an OTLP collector (protobuf over HTTP, or gRPC) and a Jaeger collector (kept as bytes) do.</summary>
internal sealed class CollectorStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = [];
    private readonly ConcurrentQueue<byte[]> _thrift = [];

    private CollectorStandIn(WebApplication app) => _app = app;

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    public IReadOnlyList<byte[]> ThriftBodies => [.. _thrift];

    public string Url { get; private set; } = "";

    public static async Task<CollectorStandIn> StartAsync(HttpProtocols protocols)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols));
        var collector = new CollectorStandIn(builder.Build());
        collector._app.Run(collector.TakeAsync);
        await collector._app.StartAsync();
        collector.Url = collector._app.Urls.Single();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        switch (context.Request.Path.Value)
        {
            case "/api/v2/spans":
                TakeZipkin(body.ToArray());
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            case "/v1/traces":
                TakeOtlp(body.ToArray());
                break;
            case "/opentelemetry.proto.collector.trace.v1.TraceService/Export":
                TakeOtlp(body.ToArray()[5..]);
                context.Response.ContentType = "application/grpc";
                await context.Response.Body.WriteAsync(new byte[5]);
                context.Response.AppendTrailer("grpc-status", "0");
                break;
            case "/api/traces":
                _thrift.Enqueue(body.ToArray());
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                break;
        }
    }

    private void TakeZipkin(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var span in document.RootElement.EnumerateArray())
        {
            _spans.Enqueue(new ReceivedSpan(
                span.GetProperty("traceId").GetString()!,
                span.GetProperty("id").GetString()!,
                span.TryGetProperty("parentId", out var parent) ? parent.GetString()! : "",
                span.GetProperty("name").GetString()!,
                span.GetProperty("tags").EnumerateObject().ToDictionary(tag => tag.Name, tag => tag.Value.ToString(), StringComparer.Ordinal)));
        }
    }

    // ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2 (opentelemetry-proto, trace/v1/trace.proto).
    private void TakeOtlp(byte[] message)
    {
        foreach (var span in Fields(message, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            _spans.Enqueue(new ReceivedSpan(
                Hex(span, 1), Hex(span, 2), Hex(span, 4), Fields(span, 5).Single().ToStringUtf8(), Fields(span, 9).ToDictionary(TextOf, ValueOf, StringComparer.Ordinal)));
        }
    }

    private static string TextOf(ByteString attribute) => Fields(attribute, 1).Single().ToStringUtf8();

    private static string ValueOf(ByteString attribute)
    {
        var value = Fields(attribute, 2).Single();
        var input = value.CreateCodedInput();
        return WireFormat.GetTagFieldNumber(input.ReadTag()) switch
        {
            1 => input.ReadString(),
            2 => input.ReadBool().ToString(),
            3 => input.ReadInt64().ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => "",
        };
    }

    private static string Hex(ByteString span, int field) => string.Concat(Fields(span, field).Select(id => Convert.ToHexStringLower(id.Span)));

    private static List<ByteString> Fields(byte[] message, int field) => Fields(ByteString.CopyFrom(message), field);

    private static List<ByteString> Fields(ByteString message, int field)
    {
        var input = message.CreateCodedInput();
        var found = new List<ByteString>();
        while (input.ReadTag() is not 0 and var tag)
        {
            if (WireFormat.GetTagFieldNumber(tag) == field && WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                found.Add(input.ReadBytes());
            }
            else
            {
                input.SkipLastField();
            }
        }

        return found;
    }
}
