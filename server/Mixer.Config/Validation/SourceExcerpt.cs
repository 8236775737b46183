using System.Globalization;
using System.Text;

namespace Mixer.Config.Validation;

/// <summary>Shows the line of a file that a problem is about, with a mark under its column. Keeps the last file read; one thread.</summary>
public sealed class SourceExcerpt
{
    private const int MaxWidth = 160;

    private string _file = "";
    private string[] _lines = [];

    /// <summary>Two lines, each ended by a line feed; empty if the place cannot be shown.</summary>
    public string Show(SourceLocation place)
    {
        if (place.Line <= 0 || !TryRead(place.File) || place.Line > _lines.Length)
        {
            return "";
        }

        // A tab is one column to the reader of YAML, and some to the eye: as a blank it is one to both.
        var line = _lines[place.Line - 1].TrimEnd().Replace('\t', ' ');
        var column = Math.Clamp(place.Column, 1, line.Length + 1);
        var start = column > MaxWidth / 2 ? Math.Min(column - (MaxWidth / 2), Math.Max(0, line.Length - MaxWidth)) : 0;
        var shown = line.Length - start > MaxWidth ? line.Substring(start, MaxWidth) : line[start..];
        if (string.IsNullOrWhiteSpace(shown))
        {
            return "";
        }

        var number = place.Line.ToString(CultureInfo.InvariantCulture).PadLeft(5);
        return new StringBuilder()
            .Append(number).Append(" | ").Append(Printable(shown)).Append('\n')
            .Append(' ', number.Length).Append(" | ").Append(' ', Math.Max(0, column - 1 - start)).Append("^\n").ToString();
    }

    // What a file holds must not drive the terminal.
    private static string Printable(string line) => string.Create(line.Length, line, static (span, text) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsControl(text[i]) ? '?' : text[i];
        }
    });

    private bool TryRead(string file)
    {
        if (file == _file)
        {
            return true;
        }

        try
        {
            (_lines, _file) = (File.ReadAllLines(file), file);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The problem itself has been told; only its excerpt is missing.
            return false;
        }
    }
}
