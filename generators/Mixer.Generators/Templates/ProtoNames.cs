using System.Text;

namespace Mixer.Generators.Templates;

/// <summary>Names derived from names in a proto; error paths show them, so they are exact (spec 04 section 2.3).</summary>
internal static class ProtoNames
{
    /// <summary>ip_addr becomes IpAddr, field_1 Field_1, _foo XFoo, x_2_z X_2Z, aBC ABC.</summary>
    public static string Member(string field)
    {
        var member = new StringBuilder(field.Length + 1);
        var index = 0;
        if (field.StartsWith("_", StringComparison.Ordinal))
        {
            member.Append('X');
            index = 1;
        }

        for (; index < field.Length; index++)
        {
            var character = field[index];
            if (character == '_' && index + 1 < field.Length && IsLower(field[index + 1]))
            {
                continue;
            }

            if (!IsLower(character))
            {
                member.Append(character);
                continue;
            }

            // A word starts here and runs to the next character that is not lower case.
            member.Append(char.ToUpperInvariant(character));
            while (index + 1 < field.Length && IsLower(field[index + 1]))
            {
                member.Append(field[++index]);
            }
        }

        return member.ToString();
    }

    /// <summary>The JSON name of a field: lower camel case.</summary>
    public static string Json(string field)
    {
        var name = new StringBuilder(field.Length);
        var upper = false;
        foreach (var character in field)
        {
            if (character == '_')
            {
                upper = true;
                continue;
            }

            name.Append(upper ? char.ToUpperInvariant(character) : character);
            upper = false;
        }

        return name.ToString();
    }

    public static string UpperFirst(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>Dots and everything else that no identifier holds become underscores.</summary>
    public static string CodePackage(string package) =>
        new([.. package.ToLowerInvariant().Select(character => IsIdentifier(character) ? character : '_')]);

    public static bool IsLetters(string name) => name.Length > 0 && name.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'));

    /// <summary>The letters of <paramref name="name"/>; what to propose instead of it.</summary>
    public static string Letters(string name)
    {
        var letters = new string([.. name.Where(character => IsLetters(character.ToString()))]);
        return letters.Length == 0 ? "mytemplate" : letters;
    }

    private static bool IsLower(char character) => character is >= 'a' and <= 'z';

    private static bool IsIdentifier(char character) => character is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_';
}
