using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>
/// What every check reads first: the reporter's kind, the namespace that follows from it, and the destination service (spec 01 section 6). Verdicts are
/// looked for among the shapes seen for the same root, so that a look-up does not depend on how many services there are.
/// </summary>
internal static class Root
{
    /// <summary>A hash of the root of a call.</summary>
    public static int HashOf(AttributeBag bag)
    {
        var vocabulary = bag.Vocabulary;
        var kind = Sent(bag, vocabulary.ReporterKindSlot);
        var area = NamespaceSlot(kind, vocabulary) is var slot && slot >= 0 ? Sent(bag, slot) : default;
        return HashCode.Combine(ValueHash.Of(kind), ValueHash.Of(area), ValueHash.Of(Sent(bag, vocabulary.DestinationServiceSlot)));
    }

    /// <summary>True if a verdict of this shape depends on the root; evaluation that reads the reporter's kind reads the namespace that follows from it too.</summary>
    public static bool IsReadBy(Shape shape, Vocabulary vocabulary) =>
        shape.Reads(vocabulary.ReporterKindSlot) && shape.Reads(vocabulary.DestinationServiceSlot);

    private static int NamespaceSlot(in AttributeValue kind, Vocabulary vocabulary) =>
        kind.Kind != AttributeKind.String || kind.AsString == "inbound" ? vocabulary.DestinationNamespaceSlot
        : kind.AsString == "outbound" ? vocabulary.SourceNamespaceSlot
        : -1;

    private static AttributeValue Sent(AttributeBag bag, int slot) => bag.TryPeekSent(slot, out var value) ? value : default;
}
