namespace Mixer.Config.Stores;

/// <summary>A part of a text between document markers, its marker line included.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length in characters.</param>
/// <param name="LineOffset">Number of lines before it.</param>
internal readonly record struct DocumentPiece(int Start, int Length, int LineOffset)
{
    /// <summary>The first character that is not part of it.</summary>
    public int End => Start + Length;

    /// <summary>Its characters in <paramref name="text"/>, from which it was cut.</summary>
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}

/// <summary>
/// Cuts a text at YAML document markers (a line that begins with three dashes followed by white space or nothing), so that one bad document
/// does not hide those after it. YAML allows such a line nowhere else, so the cut is exact.
/// </summary>
internal static class DocumentSplitter
{
    public static IEnumerable<DocumentPiece> Split(string text)
    {
        var start = 0;
        var startLine = 0;
        var line = 0;
        var onlyDirectives = true;
        for (var at = 0; at < text.Length; line++)
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end + 1;
            if (IsMarker(text.AsSpan(at, end - at)) && at > start && !onlyDirectives)
            {
                yield return new DocumentPiece(start, at - start, startLine);
                (start, startLine) = (at, line);
            }

            onlyDirectives = (onlyDirectives || at == start) && text[at] is '%' or '#' or '\n' or '\r';
            at = end;
        }

        if (!text.AsSpan(start).IsWhiteSpace())
        {
            yield return new DocumentPiece(start, text.Length - start, startLine);
        }
    }

    private static bool IsMarker(ReadOnlySpan<char> line) =>
        line.StartsWith("---", StringComparison.Ordinal) && (line.Length == 3 || char.IsWhiteSpace(line[3]));
}
