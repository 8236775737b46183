using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

internal readonly struct EmailFunction : IUnary<string, EmailAddress>
{
    public static string? Apply(string operand, out EmailAddress result)
    {
        result = new EmailAddress(operand);
        return operand.Length == 0 ? "error converting '' to e-mail: 'mail: no address'"
            : operand.Contains('@', StringComparison.Ordinal) ? null
            : $"error converting '{operand}' to e-mail: 'mail: missing '@' or angle-addr'";
    }
}

internal static class MailAddresses
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = string.Equals(left, right, StringComparison.Ordinal);
        return null;
    }
}
