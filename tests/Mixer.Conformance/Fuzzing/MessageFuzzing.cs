using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;
using Duration = Google.Protobuf.WellKnownTypes.Duration;
using StringMap = Mixer.Api.V1.StringMap;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Mixer.Conformance.Fuzzing;

/// <summary>Check and Report messages with one to four random damages, decoded, read whole and answered.</summary>
internal static class MessageFuzzing
{
    private static readonly Vocabulary Vocabulary = new(
    [
        new("destination.service", AttributeType.String), new("request.path", AttributeType.String), new("request.size", AttributeType.Int64),
        new("my.double", AttributeType.Double), new("connection.mtls", AttributeType.Bool), new("request.time", AttributeType.Timestamp),
        new("response.duration", AttributeType.Duration), new("source.ip", AttributeType.IpAddress), new("request.headers", AttributeType.StringMap),
    ]);

    private static readonly BackwardWriter Answer = new();
    private static readonly ReferencedAttributesEncoder References = new();

    public static Fuzzer<byte[]> Create()
    {
        var bag = new AttributeBag(Vocabulary);
        var seeds = Seeds();
        return new Fuzzer<byte[]>(random => Mutate(seeds[random.Next(seeds.Length)], random), message => Attempt(message, bag), Convert.ToHexString);
    }

    private static bool Attempt(byte[] message, AttributeBag bag)
    {
        var accepted = CheckRequestFrame.TryParse(message, out var check, out _);
        if (accepted)
        {
            bag.Reset(Vocabulary);
            check!.FillBag(bag);
            ReadAll(bag);
        }

        if (ReportRequestFrame.TryParse(message, out var report, out _))
        {
            bag.Reset(Vocabulary);
            for (var i = 0; i < report.Count && report.TryApply(i, bag, out _); i++)
            {
                ReadAll(bag);
            }
        }

        return accepted;
    }

    private static void ReadAll(AttributeBag bag)
    {
        for (var slot = 0; slot < Vocabulary.Count; slot++)
        {
            if (bag.TryGet(slot, out var value) && value.Kind == AttributeKind.StringMap)
            {
                bag.TryGetEntry(slot, value.AsStringMap, "clnt", out _);
                _ = value.AsStringMap.Count;
            }
        }

        Answer.Clear();
        References.Write(Answer, bag.Vocabulary, bag.References, 100);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = new List<byte>(seed);
        for (var n = random.Next(1, 5); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)));
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
        static CompressedAttributes Set(int shift) => new()
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

        var check = new CheckRequest { Attributes = Set(0), GlobalWordCount = 203, DeduplicationId = "id" };
        check.Quotas["requestcount"] = new CheckRequest.Types.QuotaParams { Amount = 5, BestEffort = true };
        var report = new ReportRequest { Attributes = { Set(0), Set(1), new CompressedAttributes() }, DefaultWords = { "d" }, GlobalWordCount = 3 };
        return [check.ToByteArray(), report.ToByteArray(), new CheckRequest { Attributes = Set(0) }.ToByteArray()];
    }
}
