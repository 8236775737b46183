using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mixer.Attributes.Wire;

/// <summary>
/// A CheckRequest, read from its bytes without intermediate messages. Immutable. Refers to the message, which must not change while the frame, a bag
/// filled from it or a map read from such a bag lives.
/// </summary>
public sealed class CheckRequestFrame
{
    private readonly WireAttributes _attributes;

    private CheckRequestFrame(WireAttributes attributes, uint globalWordCount, string deduplicationId, IReadOnlyList<QuotaRequest> quotas)
    {
        _attributes = attributes;
        GlobalWordCount = globalWordCount;
        DeduplicationId = deduplicationId;
        Quotas = quotas;
    }

    /// <summary>How many words of the global dictionary the caller knows, as it said; may be more than there are.</summary>
    public uint GlobalWordCount { get; }

    /// <summary>Identity of the call for quotas; empty if the caller gave none.</summary>
    public string DeduplicationId { get; }

    /// <summary>The quotas asked for, each name once.</summary>
    public IReadOnlyList<QuotaRequest> Quotas { get; }

    /// <summary>
    /// Reads a request. False if the bytes are no such message, or hold a time out of range: <paramref name="error"/> then says what and where.
    /// Indexes that name no word are no error.
    /// </summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> message, [NotNullWhen(true)] out CheckRequestFrame? frame, [NotNullWhen(false)] out string? error)
    {
        var reader = new WireReader(message.Span, 0, message.Length);
        var attributes = new WireAttributes(message);
        var words = 0u;
        var id = "";
        Dictionary<string, QuotaRequest>? quotas = null;
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1 when reader.TryReadMessage(type, out var set):
                    _ = WireSetParser.TryParse(ref set, attributes) || reader.Fail(set);
                    break;
                case 2 when reader.TryReadVarint(type, out var count):
                    words = unchecked((uint)count);
                    break;
                case 3 when reader.TryReadRange(type, out var offset, out var length):
                    id = Encoding.UTF8.GetString(message.Span.Slice(offset, length));
                    break;
                case 4 when reader.TryReadMessage(type, out var entry):
                    if (TryParseQuota(ref entry, message.Span, out var quota))
                    {
                        (quotas ??= new(StringComparer.Ordinal))[quota.Name] = quota;
                    }
                    else
                    {
                        reader.Fail(entry);
                    }

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
        frame = null;
        if (error is not null)
        {
            return false;
        }

        attributes.EndSet();
        frame = new CheckRequestFrame(attributes, words, id, quotas is null ? [] : [.. quotas.Values]);
        return true;
    }

    /// <summary>Puts the attributes into <paramref name="bag"/>, which must be empty. Names that its vocabulary does not know are left out; values are made when they are read.</summary>
    public void FillBag(AttributeBag bag) => StandaloneSet.Fill(_attributes, 0, bag);

    private static bool TryParseQuota(ref WireReader reader, ReadOnlySpan<byte> message, out QuotaRequest quota)
    {
        var name = "";
        var amount = 0L;
        var bestEffort = false;
        while (reader.TryReadTag(out var field, out var type))
        {
            bool read;
            switch (field)
            {
                case 1:
                    read = reader.TryReadRange(type, out var offset, out var length);
                    name = Encoding.UTF8.GetString(message.Slice(offset, length));
                    break;
                case 2:
                    read = reader.TryReadMessage(type, out var parameters)
                        && (TryParseParameters(ref parameters, out amount, out bestEffort) || reader.Fail(parameters));
                    break;
                default:
                    read = reader.TrySkip(type);
                    break;
            }

            if (!read)
            {
                break;
            }
        }

        quota = new QuotaRequest(name, amount, bestEffort);
        return reader.Error is null;
    }

    private static bool TryParseParameters(ref WireReader reader, out long amount, out bool bestEffort)
    {
        var number = 0UL;
        var flag = 0UL;
        while (reader.TryReadTag(out var field, out var type))
        {
            var read = field switch
            {
                1 => reader.TryReadVarint(type, out number),
                2 => reader.TryReadVarint(type, out flag),
                _ => reader.TrySkip(type),
            };
            if (!read)
            {
                break;
            }
        }

        amount = (long)number;
        bestEffort = flag != 0;
        return reader.Error is null;
    }
}
