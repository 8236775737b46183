using System.Collections.Frozen;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>
/// The order of the fields of each instance: byte order of their names, sorted once for the names that the configuration declares.
/// Immutable; any thread.
/// </summary>
internal sealed class FieldOrder(IEnumerable<KeyValuePair<string, IEnumerable<string>>> declared)
{
    private readonly FrozenDictionary<string, string[]> _names =
        declared.ToFrozenDictionary(entry => entry.Key, entry => Sort(entry.Value), StringComparer.Ordinal);

    /// <summary>The names for <paramref name="instance"/>; those of <paramref name="present"/> if it was not declared.</summary>
    public string[] Of(string instance, IEnumerable<string> present) => _names.TryGetValue(instance, out var names) ? names : Sort(present);

    private static string[] Sort(IEnumerable<string> names)
    {
        var sorted = names.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
