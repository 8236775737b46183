namespace Mixer.Adapters.List;

/// <summary>Lines of text, compared exactly or in upper case (by the simple mapping of Unicode).</summary>
internal sealed class TextList : IEntryList
{
    private readonly HashSet<string> _entries = new(StringComparer.Ordinal);
    private readonly bool _ignoreCase;

    private TextList(bool ignoreCase) => _ignoreCase = ignoreCase;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <summary>A list of the lines of <paramref name="body"/> and of <paramref name="overrides"/>; empty ones do not count.</summary>
    public static TextList Parse(string body, IEnumerable<string> overrides, bool ignoreCase)
    {
        var list = new TextList(ignoreCase);
        foreach (var entry in Lines(body).Concat(overrides))
        {
            if (entry.Length > 0)
            {
                list._entries.Add(list.Normalize(entry));
            }
        }

        return list;
    }

    /// <summary>The lines of a body without their ends, <c>\n</c> or <c>\r\n</c>.</summary>
    public static IEnumerable<string> Lines(string body) =>
        body.Split('\n').Select(line => line.EndsWith('\r') ? line[..^1] : line);

    /// <inheritdoc/>
    public Membership Find(string value) => _entries.Contains(Normalize(value)) ? Membership.Present : Membership.Absent;

    private string Normalize(string text) => _ignoreCase ? text.ToUpperInvariant() : text;
}
