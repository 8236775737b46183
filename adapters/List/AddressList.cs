using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

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
        if (!TryReadEntries(body, out var entries, out var fault))
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

    private static bool TryReadEntries(string body, out IReadOnlyList<string> entries, [NotNullWhen(false)] out string? fault)
    {
        entries = [];
        fault = null;
        var stream = new YamlStream();
        try
        {
            using var reader = new StringReader(body);
            stream.Load(reader);
        }
        catch (YamlException exception)
        {
            fault = $"<{exception.Message}>";
            return false;
        }

        if (stream.Documents.Count == 0 || IsNull(stream.Documents[0].RootNode))
        {
            return true;
        }

        if (stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            fault = "<the list must be an object with one list 'whitelist'>";
            return false;
        }

        foreach (var (key, value) in root.Children)
        {
            if (key is not YamlScalarNode { Value: { } name } || !name.Equals("whitelist", StringComparison.OrdinalIgnoreCase) || IsNull(value))
            {
                continue;
            }

            if (value is not YamlSequenceNode sequence || sequence.Children.Any(child => child is not YamlScalarNode))
            {
                fault = $"<'{name}' must be a list of addresses>";
                return false;
            }

            entries = [.. sequence.Children.Select(child => IsNull(child) ? "" : ((YamlScalarNode)child).Value ?? "")];
        }

        return true;
    }

    private static bool IsNull(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };
}
