using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Mixer.Attributes.Wire;

/// <summary>
/// Texts of words seen before: calls repeat the names of services, namespaces and methods, and each is made once. Bounded: a word's hash gives its place, a
/// place keeps the text that came last, long words are not kept. Any thread.
/// </summary>
public sealed class WordCache
{
    private const int Longest = 128;
    private readonly string?[] _texts;

    /// <summary>A cache of <paramref name="places"/> places, at least one.</summary>
    public WordCache(int places = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, 1);
        _texts = new string?[places];
    }

    /// <summary>The text of a word in UTF-8; invalid bytes become replacement characters.</summary>
    public string TextOf(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var place = ref _texts[Hash(utf8) % (uint)_texts.Length];
        var known = Volatile.Read(ref place);
        if (known is null || !Ascii.Equals(utf8, known))
        {
            known = Encoding.UTF8.GetString(utf8);
            Volatile.Write(ref place, known);
        }

        return known;
    }

    // Collisions cost a new text, never a wrong one, so a caller gains nothing by making them.
    private static uint Hash(ReadOnlySpan<byte> word)
    {
        var hash = (ulong)word.Length;
        for (; word.Length >= sizeof(ulong); word = word[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(word));
        }

        foreach (var unit in word)
        {
            hash = Mix(hash, unit);
        }

        return (uint)(hash >> 32);
    }

    private static ulong Mix(ulong hash, ulong next) => (BitOperations.RotateLeft(hash, 29) ^ next) * 0x9E3779B97F4A7C15;
}
