using System.Diagnostics.CodeAnalysis;

namespace Mixer.Adapters.List;

/// <summary>Addresses and ranges of them: one hash set for each prefix length in use.</summary>
internal sealed class AddressList : IEntryList
{
    private readonly Dictionary<(bool IsIpv4, int Prefix), HashSet<UInt128>> _networks = [];

    private AddressList() { }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <summary>Reads a body, YAML or JSON with a list <c>whitelist</c>, and adds <paramref name="overrides"/>.</summary>
    public static bool TryParse(
        string body, IEnumerable<string> overrides, [NotNullWhen(true)] out AddressList? list, [NotNullWhen(false)] out string? error)
    {
        list = null;
        if (!AddressDocument.TryRead(body, out var entries, out var fault))
        {
            error = $"could not unmarshal data from list {fault}";
            return false;
        }

        var result = new AddressList();
        foreach (var entry in entries.Concat(overrides))
        {
            if (!IpRange.TryParse(entry, out var range))
            {
                error = $"could not parse list entry {entry}: {InvalidRange(entry)}";
                return false;
            }

            result.Add(range);
        }

        list = result;
        error = null;
        return true;
    }

    /// <summary>What is said of an entry that is no address and no range.</summary>
    public static string InvalidRange(string entry) =>
        "invalid CIDR address: " + entry + (entry.Contains('/', StringComparison.Ordinal) ? "" : "/32");

    /// <inheritdoc/>
    public Membership Find(string value)
    {
        if (!IpRange.TryParseAddress(value, out var isIpv4, out var bits))
        {
            return Membership.Invalid;
        }

        foreach (var ((ofIpv4, prefix), networks) in _networks)
        {
            if (ofIpv4 == isIpv4 && networks.Contains(IpRange.Mask(bits, prefix, isIpv4)))
            {
                return Membership.Present;
            }
        }

        return Membership.Absent;
    }

    private void Add(IpRange range)
    {
        var key = (range.IsIpv4, range.Prefix);
        if (!_networks.TryGetValue(key, out var networks))
        {
            _networks.Add(key, networks = []);
        }

        if (networks.Add(range.Network))
        {
            Count++;
        }
    }
}
