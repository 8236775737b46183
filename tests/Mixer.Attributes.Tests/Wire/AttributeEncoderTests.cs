using CsCheck;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using Duration = Mixer.Sdk.Values.Duration;
using StringMap = Mixer.Sdk.Values.StringMap;
using Timestamp = Mixer.Sdk.Values.Timestamp;

namespace Mixer.Attributes.Tests.Wire;

public sealed class AttributeEncoderTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, 202].Select(i => GlobalDictionary.Words[i]),
        Gen.String[Gen.Char["abc"], 0, 3],
        Gen.OneOf("", "\u00e9\u4e2d", "\ud83d\ude00", "source.ip"));

    private static readonly Gen<AttributeValue> Value = Gen.OneOf(
        Text.Select(v => new AttributeValue(v)),
        Gen.Long.Select(v => new AttributeValue(v)),
        Gen.Double.Select(v => new AttributeValue(v)),
        Gen.Bool.Select(v => new AttributeValue(v)),
        Gen.Select(Gen.Long[Timestamp.MinSeconds, Timestamp.MaxSeconds], Gen.Int[0, 999_999_999], (s, n) => new AttributeValue(new Timestamp(s, n))),
        Gen.Long[-long.MaxValue, long.MaxValue].Select(v => new AttributeValue(new Duration(v))),
        Gen.Byte.Array[0, 20].Select(v => new AttributeValue(v)),
        Gen.Dictionary(Text, Text)[0, 40].Select(v => new AttributeValue(StringMap.Create(v))));

    [Fact]
    public void ToCompressed_NoDictionary_EveryWordOnceAndNegative()
    {
        var message = new AttributeEncoder()
            .Set("a", new AttributeValue("a"))
            .Set("b", new AttributeValue(3))
            .Set("c", new AttributeValue([1, 2]))
            .Set("d", new AttributeValue(StringMap.Create(new Dictionary<string, string> { ["x"] = "y" })))
            .ToCompressed();

        Assert.Equal(["a", "b", "c", "d", "x", "y"], message.Words);
        Assert.Equal(-1, message.Strings[-1]);
        Assert.Equal(3, message.Int64S[-2]);
        Assert.Equal(ByteString.CopyFrom(1, 2), message.Bytes[-3]);
        Assert.Equal(-6, message.StringMaps[-4].Entries[-5]);
    }

    [Fact]
    public void ToCompressed_GlobalDictionary_UsesOnlyKnownWords()
    {
        var message = new AttributeEncoder(18).Set("request.path", new AttributeValue("request.host")).Set("source.ip", default).ToCompressed();
        Assert.Equal(["request.host"], message.Words);
        Assert.Equal(-1, message.Strings[17]);
        Assert.Single(message.Strings);
    }

    [Fact]
    public void ToCompressed_Nothing_IsTheEmptyMessage() => Assert.Empty(new AttributeEncoder().ToCompressed().ToByteArray());

    [Fact]
    public void RoundTrip_AnyAttributes_KeepsNamesKindsAndValues()
    {
        var names = Gen.Int[0, Default.Count - 1].Select(Default.NameOf);
        Gen.Select(Gen.Dictionary(names, Value)[0, 13], Gen.OneOf(0u, 20u, 160u, 203u, uint.MaxValue)).Sample((attributes, words) =>
        {
            var encoder = new AttributeEncoder(words);
            foreach (var (name, value) in attributes)
            {
                encoder.Set(name, value);
            }

            var bytes = new CheckRequest { Attributes = encoder.ToCompressed() }.ToByteArray();
            Assert.True(CheckRequestFrame.TryParse(bytes, out var frame, out var error), error);
            var bag = new AttributeBag(Default);
            frame.FillBag(bag);
            for (var slot = 0; slot < Default.Count; slot++)
            {
                Assert.Equal(attributes.GetValueOrDefault(Default.NameOf(slot)), bag.Peek(slot));
            }

            // The same through the eager decoder, and once more through the encoder.
            var report = new ReportRequest { Attributes = { new CompressedAttributes(), new AttributeEncoder().SetAll(bag).ToCompressed() } };
            Assert.True(ReportRequestFrame.TryParse(report.ToByteArray(), out var sets, out error), error);
            var second = new AttributeBag(Default);
            Assert.True(sets.TryApply(0, second, out _));
            Assert.True(sets.TryApply(1, second, out error), error);
            for (var slot = 0; slot < Default.Count; slot++)
            {
                Assert.Equal(bag.Peek(slot), second.Peek(slot));
            }
        }, iter: 2000);
    }

    [Fact]
    public void RoundTrip_SequenceOfDeltas_AccumulatesAsAMapWould()
    {
        var names = Gen.Int[0, Default.Count - 1].Select(Default.NameOf);
        var pooled = new AttributeBag(Default);
        var gate = new Lock();
        Gen.Select(Gen.Dictionary(names, Value)[0, 6].Array[1, 6], Gen.OneOf(0u, 160u, 203u), Gen.Bool).Sample((sets, words, independent) =>
        {
            var request = new ReportRequest
            {
                RepeatedAttributesSemantics = (ReportRequest.Types.RepeatedAttributesSemantics)(independent ? 1 : 0),
            };
            foreach (var set in sets)
            {
                var encoder = new AttributeEncoder(words);
                foreach (var (name, value) in set)
                {
                    encoder.Set(name, value);
                }

                request.Attributes.Add(encoder.ToCompressed());
            }

            Assert.True(ReportRequestFrame.TryParse(request.ToByteArray(), out var frame, out var error), error);
            var model = new Dictionary<string, AttributeValue>();
            lock (gate)
            {
                for (var i = 0; i < sets.Length; i++)
                {
                    if (independent)
                    {
                        model.Clear();
                    }

                    foreach (var (name, value) in sets[i])
                    {
                        model[name] = value;
                    }

                    Assert.True(frame.TryApply(i, pooled, out error), error);
                    for (var slot = i % 2; slot < Default.Count; slot += 2)
                    {
                        Assert.Equal(model.GetValueOrDefault(Default.NameOf(slot)), pooled.Peek(slot));
                    }
                }
            }
        }, iter: 1000);
    }
}
