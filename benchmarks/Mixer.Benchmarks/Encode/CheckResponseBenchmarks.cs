using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Benchmarks.Calls;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Server.Api;
using Duration = Mixer.Sdk.Values.Duration;

namespace Mixer.Benchmarks.Encode;

/// <summary>The answer to a check with five references, from what the pipeline knows to bytes.</summary>
public class CheckResponseBenchmarks
{
    private static readonly Vocabulary Words = new([new("request.method", AttributeType.String), new("request.path", AttributeType.String)]);
    private readonly AttributeBag _bag = Servers.Bag(Words);
    private readonly CheckResponseWriter _writer = new();
    private readonly byte[] _target = new byte[1024];

    /// <summary>Reads the attributes that are then referenced.</summary>
    [GlobalSetup]
    public void Read()
    {
        for (var slot = 0; slot < Words.Count; slot++)
        {
            _bag.TryGet(slot, out _);
        }
    }

    /// <summary>Backwards, without messages.</summary>
    [Benchmark]
    public int Write()
    {
        _writer.Clear();
        _writer.WritePrecondition(new Sdk.Status(StatusCode.PermissionDenied, "deny.denier.istio-system:no"), Duration.FromSeconds(5), 1000, Words, _bag.References, 203);
        _writer.CopyTo(_target);
        return _writer.Length;
    }

    /// <summary>By message objects, for comparison.</summary>
    [Benchmark]
    public int WriteByProtobuf()
    {
        var references = new Api.V1.ReferencedAttributes();
        for (var slot = 0; slot < Words.Count; slot++)
        {
            references.AttributeMatches.Add(new Api.V1.ReferencedAttributes.Types.AttributeMatch
            {
                Name = Words.GlobalWordOf(slot),
                Condition = Api.V1.ReferencedAttributes.Types.Condition.Exact,
            });
        }

        var response = new CheckResponse
        {
            Precondition = new CheckResponse.Types.PreconditionResult
            {
                Status = new Google.Rpc.Status { Code = 7, Message = "deny.denier.istio-system:no" },
                ValidDuration = new Google.Protobuf.WellKnownTypes.Duration { Seconds = 5 },
                ValidUseCount = 1000,
                ReferencedAttributes = references,
            },
        };
        var size = response.CalculateSize();
        response.WriteTo(_target.AsSpan(0, size));
        return size;
    }
}
