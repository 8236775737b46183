using System.Collections.Frozen;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>The layouts of all declared instances. Immutable; any thread.</summary>
internal sealed class LineLayouts(IEnumerable<KeyValuePair<string, IEnumerable<string>>> declared)
{
    private readonly FrozenDictionary<string, LineLayout> _layouts =
        declared.ToFrozenDictionary(entry => entry.Key, entry => new LineLayout(entry.Key, entry.Value), StringComparer.Ordinal);

    /// <summary>The layout of <paramref name="instance"/>; one of the names in <paramref name="present"/> if it was not declared.</summary>
    public LineLayout Of(string instance, IEnumerable<string> present) =>
        _layouts.TryGetValue(instance, out var layout) ? layout : new LineLayout(instance, present);
}
