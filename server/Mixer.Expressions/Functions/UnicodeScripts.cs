using System.Globalization;

namespace Mixer.Expressions.Functions;

/// <summary>The scripts of Unicode 14, from the table beside this file: a name and ranges a line.</summary>
internal static class UnicodeScripts
{
    private const string Table = "Mixer.Expressions.Functions.UnicodeScripts.txt";

    /// <summary>The code points of a script by its full name, for example <c>Greek</c> or <c>Old_Italic</c>; null if there is none of that name.</summary>
    public static CodePointSet? Find(string name)
    {
        using var reader = new StreamReader(typeof(UnicodeScripts).Assembly.GetManifestResourceStream(Table)!);
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            if (string.Equals(fields[0], name, StringComparison.Ordinal))
            {
                return CodePointSet.Of(fields.Skip(1).Select(ReadRange));
            }
        }

        return null;
    }

    private static (int First, int Last) ReadRange(string field)
    {
        var dash = field.IndexOf('-', StringComparison.Ordinal);
        var first = int.Parse(dash < 0 ? field : field[..dash], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (first, dash < 0 ? first : int.Parse(field.AsSpan(dash + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
