using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Sdk.Values;
using Mixer.Server.Api;
using References = Mixer.Attributes.ReferencedAttributes;
using Status = Mixer.Sdk.Status;
using StatusCode = Mixer.Sdk.StatusCode;

namespace Mixer.Server.Tests;

public sealed class CheckResponseWriterTests
{
    private static readonly Vocabulary Words = new([new("source.user", AttributeType.String)]);
    private readonly CheckResponseWriter _writer = new();

    [Fact]
    public void Write_AllowedWithoutReferences_HasEveryMessageEvenIfEmpty()
    {
        _writer.WritePrecondition(Status.Ok, Duration.FromSeconds(60), 10_000, Words, new References(Words.Count), 203);

        Assert.Equal("120B" + "0A00" + "1202083C" + "18904E" + "2A00", Convert.ToHexString(Bytes()));
    }

    [Fact]
    public void Write_NothingAtAll_HasEveryMessageEvenIfEmpty()
    {
        _writer.WritePrecondition(Status.Ok, Duration.Zero, 0, Words, new References(Words.Count), 203);
        _writer.WriteQuota("q", 0, Duration.Zero, Words, new References(Words.Count), 203);

        Assert.Equal("1206" + "0A00" + "1200" + "2A00" + "1A09" + "0A0171" + "1204" + "0A00" + "2A00", Convert.ToHexString(Bytes()));
    }

    [Fact]
    public void Write_DeniedWithDirectiveAndQuotas_IsReadAsWritten()
    {
        var references = new References(Words.Count);
        references.Record(Words.SlotOf("source.user"), AttributeKind.String);
        var directive = new RouteDirective { DirectResponseCode = 403, DirectResponseBody = "no" };
        _writer.WritePrecondition(
            new Status(StatusCode.PermissionDenied, "d:no\u00e9"), new Duration(1_500_000_000), -5, Words, references, 0, Google.Protobuf.MessageExtensions.ToByteArray(directive));
        _writer.WriteQuota("a", long.MaxValue, Duration.FromSeconds(1), Words, references, 203);
        _writer.WriteQuota("b", -1, new Duration(-1), Words, references, 203);

        var read = CheckResponse.Parser.ParseFrom(Bytes());

        Assert.Equal((7, "d:no\u00e9"), (read.Precondition.Status.Code, read.Precondition.Status.Message));
        Assert.Equal((1, 500_000_000, -5), (read.Precondition.ValidDuration.Seconds, read.Precondition.ValidDuration.Nanos, read.Precondition.ValidUseCount));
        Assert.Equal(["source.user"], read.Precondition.ReferencedAttributes.Words);
        Assert.Equal(-1, Assert.Single(read.Precondition.ReferencedAttributes.AttributeMatches).Name);
        Assert.Equal(directive, read.Precondition.RouteDirective);
        Assert.Equal((long.MaxValue, 1L), (read.Quotas["a"].GrantedAmount, read.Quotas["a"].ValidDuration.Seconds));
        Assert.Equal((-1L, -1), (read.Quotas["b"].GrantedAmount, read.Quotas["b"].ValidDuration.Nanos));
        Assert.Equal(6, Assert.Single(read.Quotas["a"].ReferencedAttributes.AttributeMatches).Name);
    }

    [Fact]
    public void Clear_NextResponse_KnowsNothingOfTheLast()
    {
        _writer.WritePrecondition(new Status(StatusCode.PermissionDenied, "no"), Duration.FromSeconds(60), 10_000, Words, new References(Words.Count), 203);
        _writer.WriteQuota("q", 1, Duration.Zero, Words, new References(Words.Count), 203);

        _writer.Clear();

        Assert.Equal(0, _writer.Length);
        Write_AllowedWithoutReferences_HasEveryMessageEvenIfEmpty();
    }

    private byte[] Bytes()
    {
        var bytes = new byte[_writer.Length];
        _writer.CopyTo(bytes);
        return bytes;
    }
}
