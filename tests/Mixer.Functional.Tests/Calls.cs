using Grpc.Core;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using References = Mixer.Api.V1.ReferencedAttributes;
using StringMap = Mixer.Sdk.Values.StringMap;

namespace Mixer.Functional.Tests;

/// <summary>Requests by attribute name, and replies with their words resolved.</summary>
internal static class Calls
{
    /// <summary>Set-up A of spec 01 section 16: who sends the header <c>clnt: abc</c> is denied.</summary>
    public const string SetUpA = """
        {kind: attributemanifest, metadata: {name: m, namespace: istio-system}, spec: {attributes: {
          context.reporter.kind: {valueType: STRING}, source.namespace: {valueType: STRING}, destination.namespace: {valueType: STRING}, destination.service: {valueType: STRING},
          request.headers: {valueType: STRING_MAP}, request.path: {valueType: STRING}, request.size: {valueType: INT64}, source.user: {valueType: STRING}, source.name: {valueType: STRING}}}}
        ---
        {kind: denier, metadata: {name: denyall, namespace: istio-system}, spec: {status: {code: 7, message: Not allowed}, validDuration: 300s, validUseCount: 50}}
        ---
        {kind: checknothing, metadata: {name: nothing, namespace: istio-system}, spec: {}}
        ---
        kind: rule
        metadata: {name: r, namespace: istio-system}
        spec:
          match: request.headers["clnt"] == "abc"
          actions: [{handler: denyall.denier, instances: [nothing.checknothing]}]

        """;

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    public static Server.MixerServerOptions NoCache(Server.MixerServerOptions options) => options with { CheckCacheEntries = 0 };

    /// <summary>A request with these attributes, all words in the message; a value is a text, a number or a map.</summary>
    public static CheckRequest Check(params (string Name, object Value)[] attributes) => new() { Attributes = Record(attributes) };

    public static CompressedAttributes Record(params (string Name, object Value)[] attributes)
    {
        var encoder = new AttributeEncoder();
        foreach (var (name, value) in attributes)
        {
            encoder.Set(name, value switch
            {
                string text => new AttributeValue(text),
                int number => new AttributeValue(number),
                _ => new AttributeValue((StringMap)value),
            });
        }

        return encoder.ToCompressed();
    }

    public static StringMap Map(string key, string value) => StringMap.Create(new Dictionary<string, string> { [key] = value });

    /// <summary>The references as sorted lines, <c>name CONDITION</c> or <c>name[key] CONDITION</c>.</summary>
    public static IEnumerable<string> Lines(References references)
    {
        string Word(int index) => index >= 0 ? GlobalDictionary.Words[index] : references.Words[-index - 1];
        return references.AttributeMatches
            .Select(match => Word(match.Name) + (match.MapKey == 0 ? "" : $"[{Word(match.MapKey)}]") + " " + match.Condition.ToString().ToUpperInvariant())
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Calls a method with the bytes of a message, which need not be one.</summary>
    public static async Task<byte[]> SendAsync(RunningServer server, string method, byte[] bytes)
    {
        var rpc = new Method<byte[], byte[]>(MethodType.Unary, "istio.mixer.v1.Mixer", method, Raw, Raw);
        using var call = server.Calls.AsyncUnaryCall(rpc, null, new CallOptions(), bytes);
        return await call;
    }

    /// <summary>How a call fails that must.</summary>
    public static async Task<Status> FailureAsync(AsyncUnaryCall<CheckResponse> call) => (await Assert.ThrowsAsync<RpcException>(async () => await call)).Status;

    public static async Task<Status> FailureAsync(AsyncUnaryCall<ReportResponse> call) => (await Assert.ThrowsAsync<RpcException>(async () => await call)).Status;
}
