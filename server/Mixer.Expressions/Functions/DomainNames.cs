using System.Globalization;
using System.Text;
using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>dnsName(text)</c>: labels are checked but not mapped; <c>xn--</c> labels are decoded (spec 02 section 11).</summary>
internal readonly struct DnsNameFunction : IUnary<string, DnsName>
{
    public static string? Apply(string operand, out DnsName result)
    {
        var name = UnicodeNormalizer.Compose(operand);
        var error = operand.Length == 0 ? DomainNames.InvalidLabel("") : DomainNames.CheckLabels(ref name, mapped: false);
        result = new DnsName(name);
        return error is null ? null : $"error converting '{operand}' to dns name: '{error}'";
    }
}

/// <summary>DNS names with letters of any script: UTS 46 without data of the platform.</summary>
internal static class DomainNames
{
    /// <summary>Equality after mapping both names; one dot at the end of one of them does not count.</summary>
    public static string? Compare(string left, string right, out bool equal)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            equal = left.Length == right.Length;
            return null;
        }

        if (IsPlain(left) && IsPlain(right))
        {
            equal = WithoutDot(left, right).Equals(WithoutDot(right, left), StringComparison.OrdinalIgnoreCase);
            return null;
        }

        equal = false;
        if ((Map(ref left) ?? CheckLabels(ref left, mapped: true) ?? Map(ref right) ?? CheckLabels(ref right, mapped: true)) is { } error)
        {
            return error;
        }

        equal = WithoutDot(left, right).Equals(WithoutDot(right, left), StringComparison.Ordinal);
        return null;
    }

    public static string InvalidLabel(string label) => $"idna: invalid label \"{label}\"";

    /// <summary>Checks the labels of <paramref name="name"/> and decodes those in Punycode; null, or what is wrong.</summary>
    public static string? CheckLabels(ref string name, bool mapped)
    {
        var labels = name.Split('.');
        var isBidirectional = false;
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i].Length == 0)
            {
                if (!mapped && (i < labels.Length - 1 || labels.Length == 1))
                {
                    return InvalidLabel(name);
                }

                continue;
            }

            if (labels[i].StartsWith("xn--", StringComparison.Ordinal))
            {
                var encoded = labels[i][4..];
                if (Punycode.Decode(encoded) is not { } decoded)
                {
                    return InvalidLabel(encoded);
                }

                labels[i] = decoded;
                if (!string.Equals(UnicodeNormalizer.Compose(decoded), decoded, StringComparison.Ordinal))
                {
                    return InvalidLabel(decoded);
                }

                if (mapped && DomainMapping.FindInvalid(decoded) is { } rune)
                {
                    return Disallowed(rune);
                }
            }

            if (!LabelRules.IsValid(labels[i]))
            {
                return InvalidLabel(labels[i]);
            }

            isBidirectional |= LabelRules.HasRightToLeft(labels[i]);
        }

        if (isBidirectional && Array.Find(labels, label => !LabelRules.KeepsDirection(label)) is { } mixed)
        {
            return InvalidLabel(mixed);
        }

        name = string.Join('.', labels);
        return null;
    }

    private static string? Map(ref string name)
    {
        if (DomainMapping.Map(name, out var mapped) is { } rune)
        {
            return Disallowed(rune);
        }

        name = mapped;
        return null;
    }

    private static string Disallowed(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"idna: disallowed rune U+{rune.Value:X4}");

    // Letters, digits, dots and hyphens inside of labels: nothing that a rule of UTS 46 would stop at or change but case.
    private static bool IsPlain(string name)
    {
        var labelStart = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '.')
            {
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
