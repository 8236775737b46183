using System.Globalization;
using Mixer.Expressions.Compilation;
using Mixer.Expressions.Syntax;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>dnsName(text)</c>: labels are checked but not mapped; <c>xn--</c> labels are decoded (spec 02 section 11).</summary>
internal readonly struct DnsNameFunction : IUnary<string, DnsName>
{
    public static string? Apply(string operand, out DnsName result)
    {
        var name = operand;
        var error = DomainNames.Check(ref name);
        result = new DnsName(name);
        return error is null ? null : $"error converting '{operand}' to dns name: '{error}'";
    }
}

/// <summary>DNS names with letters of any script: UTS 46 without data of the platform, with the reference's order of checks and error texts.</summary>
internal static class DomainNames
{
    private const string EncodedPrefix = "xn--";

    /// <summary>Checks a name without mapping it and decodes its labels in Punycode; null, or what is wrong.</summary>
    public static string? Check(ref string name)
    {
        if (name.Length == 0)
        {
            return InvalidLabel("");
        }

        if (IsPlain(name))
        {
            return null;
        }

        name = UnicodeNormalizer.Compose(name);
        return CheckLabels(ref name, BidiRule.Applies(name), mayBeEmpty: false);
    }

    /// <summary>Equality after mapping both names; one dot at the end of one of them does not count. An empty name equals only an empty one.</summary>
    public static string? Compare(string left, string right, out bool equal)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            // The reference looks at the names one after the other, and fails to compare an empty one.
            equal = left.Length == right.Length;
            var name = left + right;
            return IsPlain(name) ? null : Map(ref name);
        }

        if (IsPlain(left) && IsPlain(right))
        {
            equal = WithoutDot(left, right).Equals(WithoutDot(right, left), StringComparison.OrdinalIgnoreCase);
            return null;
        }

        equal = false;
        if ((Map(ref left) ?? Map(ref right)) is { } error)
        {
            return error;
        }

        equal = WithoutDot(left, right).Equals(WithoutDot(right, left), StringComparison.Ordinal);
        return null;
    }

    /// <summary>Maps a name, checks its labels and decodes those in Punycode; null, or what is wrong.</summary>
    public static string? Map(ref string name)
    {
        if (DomainMapping.Map(name, out var mapped, out var isRightToLeft) is { } rune)
        {
            return string.Create(CultureInfo.InvariantCulture, $"idna: disallowed rune U+{rune.Value:X4}");
        }

        name = mapped;
        return CheckLabels(ref name, isRightToLeft, mayBeEmpty: true);
    }

    private static string InvalidLabel(string label) => $"idna: invalid label {QuotedText.Quote(label)}";

    private static string? CheckLabels(ref string name, bool isRightToLeft, bool mayBeEmpty)
    {
        var labels = name.Split('.');
        var isDecoded = false;
        for (var i = 0; i < Count(labels, isDecoded); i++)
        {
            if (labels[i].StartsWith(EncodedPrefix, StringComparison.Ordinal))
            {
                var encoded = labels[i][EncodedPrefix.Length..];
                if (Punycode.Decode(encoded) is not { } decoded)
                {
                    return InvalidLabel(encoded);
                }

                labels[i] = decoded;
                isDecoded = true;
                isRightToLeft |= BidiRule.Applies(decoded);
                if ((decoded.Length == 0 && !mayBeEmpty) || !DomainMapping.IsMapped(decoded))
                {
                    return InvalidLabel(decoded);
                }
            }
            else if (labels[i].Length == 0 && !mayBeEmpty)
            {
                return InvalidLabel(name);
            }

            if (!LabelRules.IsValid(labels[i]))
            {
                return InvalidLabel(labels[i]);
            }
        }

        if (isRightToLeft)
        {
            for (var i = 0; i < Count(labels, isDecoded); i++)
            {
                if (!BidiRule.Keeps(labels[i]))
                {
                    return InvalidLabel(name);
                }
            }
        }

        name = isDecoded ? string.Join('.', labels) : name;
        return null;
    }

    // How many labels count: not the empty one after a dot at the end, and of two dots at the end only the first, unless a label was decoded (so the reference's library).
    private static int Count(string[] labels, bool isDecoded) =>
        labels switch
        {
            [_, .., "", ""] when !isDecoded && labels.Length > 2 => labels.Length - 2,
            [_, .., ""] => labels.Length - 1,
            _ => labels.Length,
        };

    // Letters, digits, dots and hyphens inside of labels: nothing that a rule of UTS 46 would stop at or change but case.
    private static bool IsPlain(string name)
    {
        var labelStart = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '.')
            {
                if (i == labelStart)
                {
                    return false;
                }

                labelStart = i + 1;
            }
            else if (c == '-')
            {
                if (i == labelStart || i - labelStart is 2 or 3 || i + 1 == name.Length || name[i + 1] == '.')
                {
                    return false;
                }
            }
            else if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> WithoutDot(string name, string other) =>
        name.EndsWith('.') && !other.EndsWith('.') ? name.AsSpan(0, name.Length - 1) : name;
}
