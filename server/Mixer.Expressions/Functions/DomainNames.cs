using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

internal readonly struct DnsNameFunction : IUnary<string, DnsName>
{
    public static string? Apply(string operand, out DnsName result)
    {
        result = new DnsName(operand);
        var labels = operand.Split('.');
        var bad = operand.Length == 0 || labels[..^1].Any(l => l.Length == 0) ? operand : labels.FirstOrDefault(l => l.StartsWith('-') || l.EndsWith('-'));
        return bad is null ? null : $"error converting '{operand}' to dns name: 'idna: invalid label \"{bad}\"'";
    }
}

internal static class DomainNames
{
    public static string? Compare(string left, string right, out bool equal)
    {
        equal = string.Equals(left.TrimEnd('.'), right.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
        return null;
    }
}
