using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary><c>email(text)</c>: the text unchanged, if it is one address without a display name.</summary>
internal readonly struct EmailFunction : IUnary<string, EmailAddress>
{
    public static string? Apply(string operand, out EmailAddress result)
    {
        result = new EmailAddress(operand);
        if (MailParser.Parse(operand, out var error) is not { } address)
        {
            return $"error converting '{operand}' to e-mail: '{error}'";
        }

        if (address.DisplayName.Length > 0)
        {
            return $"error converting '{operand}' to e-mail: display names are not allowed";
        }

        return DnsNameFunction.Apply(address.Domain, out _) is { } domain ? $"error converting '{operand}' to e-mail: '{domain}'" : null;
    }
}

/// <summary>Equality of addresses: domains as DNS names, local parts as they are (spec 02 section 11).</summary>
internal static class MailAddresses
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = false;
        if (MailParser.Parse(left, out var error) is not { } first)
        {
            return error;
        }

        if (MailParser.Parse(right, out error) is not { } second)
        {
            return error;
        }

        if (DomainNames.Compare(first.Domain, second.Domain, out var sameDomain) is { } domain)
        {
            return $"error comparing e-mails '{left}' and '{right}': {domain}";
        }

        equal = sameDomain && string.Equals(first.Local, second.Local, StringComparison.Ordinal);
        return null;
    }
}
