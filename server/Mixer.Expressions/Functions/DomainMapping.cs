using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>The mapping of UTS 46, non-transitional, with the rules of STD 3.</summary>
internal static class DomainMapping
{
    /// <summary>Maps <paramref name="name"/>; null, or the first rune that is not allowed.</summary>
    public static Rune? Map(string name, out string mapped, out bool isRightToLeft)
    {
        var text = new StringBuilder(name.Length);
        isRightToLeft = false;
        mapped = "";
        foreach (var rune in name.EnumerateRunes())
        {
            var point = DomainTable.Instance[rune];
            isRightToLeft |= point.IsRightToLeft;
            switch (point.Status)
            {
                case 'V':
                    text.Append(rune);
                    break;
                case 'M':
                    text.Append(point.Mapping);
                    break;
                case 'D':
                    return rune;
            }
        }

        mapped = UnicodeNormalizer.Compose(text.ToString());
        return null;
    }

    /// <summary>True if a decoded label holds nothing that the mapping would change or refuse.</summary>
    public static bool IsMapped(string label)
    {
        foreach (var rune in label.EnumerateRunes())
        {
            if (DomainTable.Instance[rune].Status != 'V')
            {
                return false;
            }
        }

        return string.Equals(UnicodeNormalizer.Compose(label), label, StringComparison.Ordinal);
    }
}
