namespace Mixer.Config.Building;

/// <summary>The full names that a reference may stand for (spec 03 section 2.3).</summary>
/// <param name="First">Tried first.</param>
/// <param name="Alternate">Tried next; null if there is only one.</param>
internal readonly record struct Reference(string First, string? Alternate)
{
    /// <summary>Reads <paramref name="text"/>, written in a resource of namespace <paramref name="ns"/> where something of <paramref name="kind"/> is wanted.</summary>
    public static Reference Parse(string text, string kind, string ns)
    {
        var first = text.IndexOf('.', StringComparison.Ordinal);
        if (first < 0)
        {
            return new Reference($"{text}.{kind}.{ns}", null);
        }

        return text.IndexOf('.', first + 1) < 0
            ? new Reference($"{text}.{ns}", $"{text[..first]}.{kind}.{text[(first + 1)..]}")
            : new Reference(text, null);
    }

    /// <summary>What the reference stands for in <paramref name="known"/>, or null.</summary>
    public T? Find<T>(IReadOnlyDictionary<string, T> known)
        where T : class =>
        known.TryGetValue(First, out var found) || (Alternate is not null && known.TryGetValue(Alternate, out found)) ? found : null;

    /// <summary>The part of a full name before its first dot if it has exactly two dots, else all of it.</summary>
    public static string ShortName(string fullName)
    {
        var first = fullName.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : fullName.IndexOf('.', first + 1);
        return second >= 0 && fullName.IndexOf('.', second + 1) < 0 ? fullName[..first] : fullName;
    }
}
