namespace Mixer.Attributes.Wire;

/// <summary>Gives words their indexes: those of the global dictionary that the reader knows, and message words, each once, for the rest.</summary>
internal struct WordWriter(IList<string> words, uint globalWordCount)
{
    private const int MaxScan = 16;
    private readonly int _globalWords = (int)Math.Min(globalWordCount, (uint)GlobalDictionary.Words.Count);
    private Dictionary<string, int>? _places;

    /// <summary>The index of a word.</summary>
    public int IndexOf(string word) => IndexOf(word, _globalWords == 0 ? -1 : GlobalDictionary.IndexOf(word));

    /// <summary>The index of a word whose place in the global dictionary is known; negative if it is not there.</summary>
    public int IndexOf(string word, int globalIndex) => globalIndex >= 0 && globalIndex < _globalWords ? globalIndex : MessageIndexOf(word);

    /// <summary>The index of a word that must not be a global one.</summary>
    public int MessageIndexOf(string word)
    {
        if (words.Count > MaxScan)
        {
            return Lookup(word);
        }

        for (var i = 0; i < words.Count; i++)
        {
            if (string.Equals(words[i], word, StringComparison.Ordinal))
            {
                return -i - 1;
            }
        }

        words.Add(word);
        return -words.Count;
    }

    private int Lookup(string word)
    {
        if (_places is null)
        {
            _places = new Dictionary<string, int>(words.Count * 2, StringComparer.Ordinal);
            for (var i = 0; i < words.Count; i++)
            {
                _places.TryAdd(words[i], -i - 1);
            }
        }

        if (!_places.TryGetValue(word, out var index))
        {
            words.Add(word);
            index = -words.Count;
            _places.Add(word, index);
        }

        return index;
    }
}
