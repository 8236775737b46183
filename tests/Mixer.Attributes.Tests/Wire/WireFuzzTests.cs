using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using static Mixer.Attributes.Tests.TestVocabulary;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using StringMap = Mixer.Api.V1.StringMap;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Mixer.Attributes.Tests.Wire;

/// <summary>Damaged messages: whatever the bytes are, nothing throws and memory stays within a small multiple of the message.</summary>
public sealed class WireFuzzTests
{
    private const int Rounds = 40_000;

    [Fact]
    public void TryParse_MutatedMessages_NeverThrows()
    {
        var random = new Random(20260726);
        var seeds = Seeds();
        var bag = new AttributeBag(Default);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var message = Mutate(seeds[random.Next(seeds.Length)], random);
            if (CheckRequestFrame.TryParse(message, out var check, out var error))
            {
                accepted++;
                bag.Reset(Default);
                check.FillBag(bag);
                ReadAll(bag);
            }
            else
            {
                Assert.StartsWith("proto: ", error, StringComparison.Ordinal);
            }

            if (ReportRequestFrame.TryParse(message, out var report, out _))
            {
                bag.Reset(Default);
                for (var i = 0; i < report.Count && report.TryApply(i, bag, out _); i++)
                {
                    ReadAll(bag);
                }
            }
        }

        Assert.InRange(accepted, Rounds / 50, Rounds);
    }

    [Fact]
    public void TryParse_AgreesWithTheMessageLibrary_OnMutatedMessagesThatBothRead()
    {
        var random = new Random(7);
        var seeds = Seeds();
        var compared = 0;
        for (var round = 0; round < Rounds / 4; round++)
        {
            var message = Mutate(seeds[random.Next(seeds.Length)], random);
            CheckRequest expected;
            try
            {
                expected = CheckRequest.Parser.ParseFrom(message);
            }
            catch (InvalidProtocolBufferException)
            {
                continue;
            }

            if (CheckRequestFrame.TryParse(message, out var frame, out _))
            {
                compared++;
                Assert.Equal(expected.GlobalWordCount, frame.GlobalWordCount);
                Assert.Equal(expected.DeduplicationId, frame.DeduplicationId);
                Assert.Equal(expected.Quotas.Keys.Order(StringComparer.Ordinal), frame.Quotas.Select(q => q.Name).Order(StringComparer.Ordinal));
                var bag = new AttributeBag(Default);
                frame.FillBag(bag);
                if (!(expected.Attributes?.Words.Contains("request.size") ?? false)
                    && expected.Attributes is { } sent && sent.Int64S.TryGetValue(23, out var size)
                    && !sent.Strings.ContainsKey(23) && !sent.StringMaps.ContainsKey(23))
                {
                    Assert.Equal(new AttributeValue(size), bag.Peek(Slot("request.size")));
                }
            }
        }

        Assert.InRange(compared, 100, Rounds);
    }

    [Theory]
    [InlineData(0x0a)] // empty words
    [InlineData(0x12)] // empty string entries
    [InlineData(0x4a)] // empty map entries
    public void TryParse_MegabyteOfEmptyFields_TakesABoundedMultipleOfMemory(byte tag)
    {
        var body = new byte[1 << 20];
        for (var i = 0; i < body.Length; i += 2)
        {
            body[i] = tag;
        }

        byte[] message = [0x0a, 0x80, 0x80, 0x40, .. body];
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(CheckRequestFrame.TryParse(message, out var frame, out var error), error);
        var bag = new AttributeBag(Default);
        frame.FillBag(bag);
        ReadAll(bag);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L * message.Length);
    }

    private static void ReadAll(AttributeBag bag)
    {
        for (var slot = 0; slot < bag.Vocabulary.Count; slot++)
        {
            if (bag.TryGet(slot, out var value))
            {
                _ = value.ToString();
                if (value.Kind == AttributeKind.StringMap)
                {
                    bag.TryGetEntry(slot, value.AsStringMap, "clnt", out _);
                    _ = value.AsStringMap.Count;
                }
            }
        }

        _ = Encode(bag, bag.References, 100);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = seed.ToList();
        for (var n = random.Next(1, 4); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                case 3:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                default:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 10), bytes.Count - at));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[][] Seeds()
    {
        CompressedAttributes Set(int shift) => new()
        {
            Words = { "destination.service", "svc", "clnt", "abc", "my.double" },
            Strings = { [152 - shift] = -2, [155] = 90, [17] = -4 },
            Int64S = { [23] = -1 - shift },
            Doubles = { [-5] = 1.5 },
            Bools = { [177] = true },
            Timestamps = { [24] = new Timestamp { Seconds = -5, Nanos = 17 } },
            Durations = { [29] = new Duration { Seconds = 3, Nanos = 5 } },
            Bytes = { [0] = ByteString.CopyFrom(10, 0, 0, 1) },
            StringMaps = { [15] = new StringMap { Entries = { [-3] = -4, [65] = 90 } } },
        };
        var check = new CheckRequest { Attributes = Set(0), GlobalWordCount = 203, DeduplicationId = "dedup" };
        check.Quotas["requestcount"] = new() { Amount = 5, BestEffort = true };
        var report = new ReportRequest { Attributes = { Set(0), Set(1), new CompressedAttributes() }, DefaultWords = { "d" }, GlobalWordCount = 3 };
        return [check.ToByteArray(), report.ToByteArray(), new CheckRequest { Attributes = Set(0) }.ToByteArray()];
    }
}
