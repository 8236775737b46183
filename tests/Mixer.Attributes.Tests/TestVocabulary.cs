using Google.Protobuf;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;

namespace Mixer.Attributes.Tests;

/// <summary>A vocabulary with an attribute of every type, and the short ways to fill a bag that the tests share.</summary>
internal static class TestVocabulary
{
    public static Vocabulary Default { get; } = new(
    [
        new("context.reporter.kind", AttributeType.String),
        new("destination.namespace", AttributeType.String),
        new("source.namespace", AttributeType.String),
        new("destination.service", AttributeType.String),
        new("source.ip", AttributeType.IpAddress),
        new("request.headers", AttributeType.StringMap),
        new("request.path", AttributeType.String),
        new("request.size", AttributeType.Int64),
        new("request.time", AttributeType.Timestamp),
        new("response.duration", AttributeType.Duration),
        new("connection.mtls", AttributeType.Bool),
        new("my.double", AttributeType.Double),
        new("my.word", AttributeType.String),
    ]);

    public static int Slot(string name) => Default.SlotOf(name);

    public static AttributeBag Fill(CompressedAttributes attributes) => Fill(new CheckRequest { Attributes = attributes }.ToByteArray());

    public static AttributeBag Fill(byte[] message)
    {
        Assert.True(CheckRequestFrame.TryParse(message, out var frame, out var error), error);
        var bag = new AttributeBag(Default);
        frame.FillBag(bag);
        return bag;
    }

    public static AttributeValue Read(this AttributeBag bag, string name) => bag.TryGet(Slot(name), out var value) ? value : default;

    /// <summary>The message that a caller with so many global words gets.</summary>
    public static Api.V1.ReferencedAttributes Encode(AttributeBag bag, ReferencedAttributes references, uint globalWordCount)
    {
        var writer = new BackwardWriter();
        new ReferencedAttributesEncoder().Write(writer, bag.Vocabulary, references, globalWordCount);
        return Api.V1.ReferencedAttributes.Parser.ParseFrom(writer.Written.ToArray());
    }

    /// <summary>References as lines, words resolved: <c>name[key] CONDITION</c>.</summary>
    public static string[] Lines(Api.V1.ReferencedAttributes references)
    {
        string Word(int index) => index >= 0 ? GlobalDictionary.Words[index] : references.Words[-index - 1];
        return
        [
            .. references.AttributeMatches.Select(m =>
                Word(m.Name) + (m.MapKey == 0 ? "" : $"[{Word(m.MapKey)}]") + " " + m.Condition.ToString().ToUpperInvariant()),
        ];
    }
}
