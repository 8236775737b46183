using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mixer.Api.V1;
using Mixer.Attributes;

namespace Mixer.Benchmarks;

/// <summary>The attributes that a proxy sends for an HTTP call; every benchmark that needs a realistic message uses these.</summary>
internal static class ProxyCall
{
    public static CompressedAttributes Create(int number, string service = "svc5")
    {
        var call = new CompressedAttributes();
        void Text(string name, string value)
        {
            var word = GlobalDictionary.IndexOf(value);
            if (word < 0)
            {
                call.Words.Add(value);
                word = -call.Words.Count;
            }

            call.Strings[GlobalDictionary.IndexOf(name)] = word;
        }

        Text("source.uid", "kubernetes://productpage-v1-84f77f8747-8zklx.default");
        Text("source.namespace", "default");
        Text("source.principal", "cluster.local/ns/default/sa/bookinfo-productpage");
        Text("destination.uid", "kubernetes://reviews-v2-6cb6ccd848-lgxtp.default");
        Text("destination.namespace", "default");
        Text("destination.service", service + ".default.svc.cluster.local");
        Text("destination.service.host", service + ".default.svc.cluster.local");
        Text("destination.service.name", service);
        Text("destination.service.namespace", "default");
        Text("request.method", "GET");
        Text("request.path", "/reviews/0");
        Text("request.host", "reviews:9080");
        Text("request.scheme", "http");
        Text("request.useragent", "python-requests/2.18.4");
        Text("request.id", string.Create(CultureInfo.InvariantCulture, $"0a1c6e2b-7a8d-9f6b-8e5c-{number:D12}"));
        Text("context.protocol", "http");
        Text("context.reporter.kind", "inbound");
        call.Int64S[GlobalDictionary.IndexOf("destination.port")] = 9080;
        call.Int64S[GlobalDictionary.IndexOf("request.size")] = 0;
        call.Int64S[GlobalDictionary.IndexOf("response.code")] = 200;
        call.Int64S[GlobalDictionary.IndexOf("response.size")] = 375;
        call.Bools[GlobalDictionary.IndexOf("connection.mtls")] = true;
        call.Bytes[GlobalDictionary.IndexOf("source.ip")] = ByteString.CopyFrom(10, 44, 1, 23);
        call.Bytes[GlobalDictionary.IndexOf("destination.ip")] = ByteString.CopyFrom(10, 44, 1, 25);
        call.Timestamps[GlobalDictionary.IndexOf("request.time")] = new Timestamp { Seconds = 1_500_000_000 + number };
        call.Durations[GlobalDictionary.IndexOf("response.duration")] = new Duration { Nanos = 4_000_000 };
        call.StringMaps[GlobalDictionary.IndexOf("request.headers")] = new StringMap
        {
            Entries =
            {
                [GlobalDictionary.IndexOf(":path")] = call.Strings[GlobalDictionary.IndexOf("request.path")],
                [GlobalDictionary.IndexOf(":method")] = GlobalDictionary.IndexOf("GET"),
            },
        };
        return call;
    }
}
