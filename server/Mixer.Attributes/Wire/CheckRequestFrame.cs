using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Mixer.Attributes.Wire;

/// <summary>
/// A CheckRequest, read from its bytes without intermediate messages. Reading another request into the frame ends what was made from the last one: a bag
/// filled from it and maps read from such a bag, except maps handed on (<see cref="AttributeBag.RecordWholeMap"/>). One thread.
/// </summary>
public sealed class CheckRequestFrame(WordCache cache)
{
    private readonly OrderedDictionary<string, QuotaRequest> _quotas = new(StringComparer.Ordinal);
    private WireAttributes _attributes = new(cache);

    /// <summary>How many words of the global dictionary the caller knows, as it said; may be more than there are.</summary>
    public uint GlobalWordCount { get; private set; }

    /// <summary>Identity of the call for quotas; empty if the caller gave none.</summary>
    public string DeduplicationId { get; private set; } = "";

    /// <summary>The quotas asked for, each name once; the same list for the next request.</summary>
    public IReadOnlyList<QuotaRequest> Quotas => _quotas.Values;

    /// <summary>A frame of its own for one request; otherwise as <see cref="TryRead"/>.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> message, [NotNullWhen(true)] out CheckRequestFrame? frame, [NotNullWhen(false)] out string? error)
    {
        var read = new CheckRequestFrame(new WordCache(1));
        frame = read.TryRead(message, out error) ? read : null;
        return frame is not null;
    }

    /// <summary>
    /// Reads a request; <paramref name="message"/> must not change until the next one. False if the bytes are no such message, or hold a time out of range:
    /// <paramref name="error"/> then says what and where. Indexes that name no word are no error.
    /// </summary>
    public bool TryRead(ReadOnlyMemory<byte> message, [NotNullWhen(false)] out string? error)
    {
        Reset(message);
        var reader = new WireReader(message.Span, 0, message.Length);
        while (reader.TryReadTag(out var field, out var type))
        {
            switch (field)
            {
                case 1 when reader.TryReadMessage(type, out var set):
                    _ = WireSetParser.TryParse(ref set, _attributes) || reader.Fail(set);
                    break;
                case 2 when reader.TryReadVarint(type, out var count):
                    GlobalWordCount = unchecked((uint)count);
                    break;
                case 3 when reader.TryReadRange(type, out var offset, out var length):
                    DeduplicationId = Encoding.UTF8.GetString(message.Span.Slice(offset, length));
                    break;
                case 4 when reader.TryReadMessage(type, out var entry):
                    if (TryParseQuota(ref entry, message.Span, out var quota))
                    {
                        _quotas[quota.Name] = quota;
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
        if (error is not null)
        {
            return false;
        }

        _attributes.EndSet();
        return true;
    }

    /// <summary>Puts the attributes into <paramref name="bag"/>, which must be empty. Names that its vocabulary does not know are left out; values are made when they are read.</summary>
    public void FillBag(AttributeBag bag) => StandaloneSet.Fill(_attributes, 0, bag);

    private void Reset(ReadOnlyMemory<byte> message)
    {
        if (_attributes.IsShared)
        {
            _attributes = new WireAttributes(cache);
        }

        _attributes.Reset(message);
        _quotas.Clear();
        GlobalWordCount = 0;
        DeduplicationId = "";
    }

    private bool TryParseQuota(ref WireReader reader, ReadOnlySpan<byte> message, out QuotaRequest quota)
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
                    name = cache.TextOf(message.Slice(offset, length));
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
