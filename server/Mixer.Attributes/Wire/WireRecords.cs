using Mixer.Sdk.Values;

namespace Mixer.Attributes.Wire;

/// <summary>One attribute as it came: <see cref="Bits"/> holds the value itself, a word index (strings), or the place of bytes or map pairs (<see cref="Range"/>).</summary>
internal readonly record struct WireEntry(int Name, int Set, AttributeKind Kind, int Nanos, long Bits)
{
    public (int Start, int Count) Range => ((int)(Bits >> 32), (int)Bits);

    public static long Pack(int start, int count) => ((long)start << 32) | (uint)count;
}

/// <summary>Word indexes of one entry of a string map.</summary>
internal readonly record struct WirePair(int Key, int Value);

/// <summary>Place of a word in the message, in bytes.</summary>
internal readonly record struct WireWord(int Offset, int Length);

/// <summary>Which entries and which words belong to one attribute set.</summary>
internal readonly record struct WireSet(int EntryStart, int EntryCount, int WordStart, int WordCount);

/// <summary>A list that grows by doubling and gives its array away. Cleared, it keeps an array of ordinary size.</summary>
internal struct WireList<T>(int capacity)
{
    private const int MaxKept = 4096;
    private T[] _items = capacity == 0 ? [] : new T[capacity];

    public int Count { get; private set; }

    public readonly ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    public readonly Span<T> Writable => _items.AsSpan(0, Count);

    public readonly ref readonly T this[int index] => ref _items[index];

    public void Add(in T item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(16, Count * 2));
        }

        _items[Count++] = item;
    }

    public void Clear()
    {
        Count = 0;
        if (_items.Length > MaxKept)
        {
            _items = [];
        }
    }
}
