using CsCheck;
using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;

namespace Mixer.Attributes.Tests.Wire;

public sealed class BackwardWriterTests
{
    [Fact]
    public void Write_AnyNumbersAndTexts_ReadsAsTheSameMessage() =>
        Gen.Select(Gen.Long, Gen.Int, Gen.String[0, 700]).Sample((number, signed, text) =>
        {
            var writer = new BackwardWriter();
            writer.WriteText(1, text);
            var end = writer.Length;
            writer.WriteSint32(4, signed);
            writer.WriteSint32(1, -signed);
            writer.EndMessage(2, end);
            var references = Api.V1.ReferencedAttributes.Parser.ParseFrom(writer.Written.ToArray());
            Assert.Equal((signed, unchecked(-signed)), (references.AttributeMatches[0].MapKey, references.AttributeMatches[0].Name));
            Assert.Equal(ByteString.CopyFromUtf8(text).ToStringUtf8(), references.Words[0]);

            writer.Clear();
            writer.WriteDuration(1, number);
            var quota = CheckResponse.Types.QuotaResult.Parser.ParseFrom(writer.Written.ToArray());
            Assert.Equal(number, quota.ValidDuration.Seconds * 1_000_000_000 + quota.ValidDuration.Nanos);
            Assert.Equal(new Google.Protobuf.WellKnownTypes.Duration { Seconds = number / 1_000_000_000, Nanos = (int)(number % 1_000_000_000) }, quota.ValidDuration);
        });

    [Fact]
    public void WriteNumber_Negative_TakesTenBytesAsProtobufHasIt()
    {
        var writer = new BackwardWriter();
        writer.WriteNumber(1, -1);
        Assert.Equal(new Google.Rpc.Status { Code = -1 }.ToByteArray(), writer.Written.ToArray());
    }

    [Fact]
    public void WriteNumber_Zero_IsLeftOut()
    {
        var writer = new BackwardWriter();
        writer.WriteNumber(1, 0);
        writer.WriteSint32(2, 0);
        Assert.Equal(0, writer.Length);
    }
}
