using Mixer.Attributes;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Routing;

/// <summary>Whose rules apply to a call (spec 03 section 10).</summary>
internal static class RequestNamespace
{
    /// <summary>
    /// Destination's namespace for calls reported on the way in (also if nothing usable says so), source's for those on the way out, otherwise empty. Records the reads, and that of
    /// the destination service, which belongs to every dispatch. Values of a wrong type count as missing.
    /// </summary>
    public static string Read(AttributeBag bag) => Read(bag, out _);

    /// <summary>The same, with the slot that the namespace is read from; -1 if from none.</summary>
    public static string Read(AttributeBag bag, out int slot)
    {
        var vocabulary = bag.Vocabulary;
        bag.TryGet(vocabulary.DestinationServiceSlot, out _);
        var kind = Text(bag, vocabulary.ReporterKindSlot) ?? "inbound";
        slot = kind switch
        {
            "inbound" => vocabulary.DestinationNamespaceSlot,
            "outbound" => vocabulary.SourceNamespaceSlot,
            _ => -1,
        };
        return slot < 0 ? "" : Text(bag, slot) ?? "";
    }

    private static string? Text(AttributeBag bag, int slot) =>
        bag.TryGet(slot, out var value) && value.Kind == AttributeKind.String ? value.AsString : null;
}
