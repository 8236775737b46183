using System.Diagnostics.CodeAnalysis;

namespace Mixer.Attributes.Wire;

/// <summary>
/// A ReportRequest, read from its bytes without intermediate messages. Reading another request into the frame ends what was made from the last one: a bag
/// filled from it and maps read from such a bag, except maps handed on (<see cref="AttributeBag.RecordWholeMap"/>). One thread.
/// </summary>
public sealed class ReportRequestFrame(WordCache cache)
{
    private WireAttributes _attributes = new(cache);

    /// <summary>Number of attribute sets.</summary>
    public int Count => _attributes.SetCount;

    /// <summary>How many words of the global dictionary the caller knows, as it said; decoding does not depend on it.</summary>
    public uint GlobalWordCount { get; private set; }

    /// <summary>True if every set stands alone; false if every set but the first changes what the sets before it said.</summary>
    public bool IsIndependent { get; private set; }

    /// <summary>A frame of its own for one request; otherwise as <see cref="TryRead"/>.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> message, [NotNullWhen(true)] out ReportRequestFrame? frame, [NotNullWhen(false)] out string? error)
    {
        var read = new ReportRequestFrame(new WordCache(1));
        frame = read.TryRead(message, out error) ? read : null;
        return frame is not null;
    }

    /// <summary>
    /// Reads a request; <paramref name="message"/> must not change until the next one. False if the bytes are no such message, or hold a time out of range:
    /// <paramref name="error"/> then says what and where. Indexes that name no word are no error here.
    /// </summary>
    public bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(false)] out string? error)
    {
        if (_attributes.IsShared)
        {
            _attributes = new WireAttributes(cache);
        }

        _attributes.Reset(message);
        var attributes = _attributes;
        var reader = new WireReader(message.Span, 0, message.Length);
        var semantics = 0UL;
        GlobalWordCount = 0;
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1 when reader.TryReadMessage(type, out var set):
                    if (WireSetParser.TryParse(ref set, attributes))
                    {
                        attributes.EndSet();
                    }
                    else
                    {
                        reader.Fail(set);
                    }

                    break;
                case 2 when reader.TryReadRange(type, out var offset, out var length):
                    attributes.AddDefaultWord(new WireWord(offset, length));
                    break;
                case 3 when reader.TryReadVarint(type, out var count):
                    GlobalWordCount = unchecked((uint)count);
                    break;
                case 4 when reader.TryReadVarint(type, out semantics):
                    break;
                case > 4:
                    reader.TrySkip(type);
                    break;
            }

            if (reader.Error is not null)
            {
                break;
            }
        }

        error = reader.Error;
        if (error is not null)
        {
            return false;
        }

        attributes.EndRequest();
        IsIndependent = semantics == 1;
        return true;
    }

    /// <summary>
    /// Brings <paramref name="bag"/> to the state of set <paramref name="index"/>. Sets must be applied in order, to one bag. The first set, and every
    /// set of an independent report, empties the bag first and is tolerant; the others are applied over the bag and must be faultless: else false, nothing
    /// is applied, and <paramref name="error"/> is the text for the caller.
    /// </summary>
    public bool TryApply(int index, AttributeBag bag, [NotNullWhen(false)] out string? error)
    {
        if (index > 0 && !IsIndependent)
        {
            return DeltaSet.TryApply(_attributes, index, bag, out error);
        }

        error = null;
        bag.Reset(bag.Vocabulary);
        StandaloneSet.Fill(_attributes, index, bag);
        return true;
    }
}
