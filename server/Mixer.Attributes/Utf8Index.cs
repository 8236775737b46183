using System.Numerics;
using System.Text;

namespace Mixer.Attributes;

/// <summary>Finds names by their UTF-8 bytes, so that words of a message need not become text. Immutable; its content comes from configuration.</summary>
internal sealed class Utf8Index
{
    private readonly byte[][] _names;
    private readonly int[] _table;
    private readonly int _longest;

    public Utf8Index(ReadOnlySpan<string> names)
    {
        _names = new byte[names.Length][];
        _table = new int[(int)BitOperations.RoundUpToPowerOf2((uint)names.Length * 2 + 2)];
        for (var i = 0; i < names.Length; i++)
        {
            _names[i] = Encoding.UTF8.GetBytes(names[i]);
            _longest = Math.Max(_longest, _names[i].Length);
            var place = Hash(_names[i]) & (_table.Length - 1);
            while (_table[place] != 0)
            {
                place = (place + 1) & (_table.Length - 1);
            }

            _table[place] = i + 1;
        }
    }

    /// <summary>The position of the name, or -1.</summary>
    public int IndexOf(ReadOnlySpan<byte> name)
    {
        if (name.Length > _longest)
        {
            return -1;
        }

        for (var place = Hash(name) & (_table.Length - 1); _table[place] != 0; place = (place + 1) & (_table.Length - 1))
        {
            if (name.SequenceEqual(_names[_table[place] - 1]))
            {
                return _table[place] - 1;
            }
        }

        return -1;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = 2166136261u;
        foreach (var b in name)
        {
            hash = (hash ^ b) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}
