using BenchmarkDotNet.Attributes;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;

namespace Mixer.Benchmarks.Attributes;

/// <summary>What an attribute costs: messages of 1, 10 and 100 string attributes in words of their own, decoded and each read once.</summary>
public class AttributeCountBenchmarks
{
    private Vocabulary _vocabulary = null!;
    private readonly CheckRequestFrame _frame = new(new WordCache());
    private AttributeBag _bag = null!;
    private byte[] _message = [];

    /// <summary>How many.</summary>
    [Params(1, 10, 100)]
    public int Attributes { get; set; }

    /// <summary>Makes the message.</summary>
    [GlobalSetup]
    public void CreateMessage()
    {
        var encoder = new AttributeEncoder(203);
        var types = new List<KeyValuePair<string, AttributeType>>();
        for (var i = 0; i < Attributes; i++)
        {
            types.Add(new($"attribute.number{i}", AttributeType.String));
            encoder.Set($"attribute.number{i}", new AttributeValue($"value of attribute {i}"));
        }

        _vocabulary = new Vocabulary(types);
        _bag = new AttributeBag(_vocabulary);
        _message = new CheckRequest { Attributes = encoder.ToCompressed(), GlobalWordCount = 203 }.ToByteArray();
    }

    /// <summary>Decodes the message.</summary>
    [Benchmark]
    public AttributeBag Decode()
    {
        _bag.Reset(_vocabulary);
        if (!_frame.TryRead(_message, out var error))
        {
            throw new InvalidOperationException(error);
        }

        _frame.FillBag(_bag);
        return _bag;
    }

    /// <summary>Decodes the message and reads every slot.</summary>
    [Benchmark]
    public int DecodeAndReadAll()
    {
        var bag = Decode();
        var found = 0;
        for (var slot = 0; slot < _vocabulary.Count; slot++)
        {
            found += bag.TryGet(slot, out _) ? 1 : 0;
        }

        return found;
    }
}
