using System.Diagnostics.CodeAnalysis;

namespace Mixer.Adapters.List;

/// <summary>Makes the list that a configuration asks for.</summary>
internal sealed class EntryListParser(Params config)
{
    /// <summary>Reads <paramref name="body"/> and adds the overrides; the error says what is wrong with the body.</summary>
    public bool TryParse(string body, [NotNullWhen(true)] out IEntryList? list, [NotNullWhen(false)] out string? error)
    {
        switch (config.EntryType)
        {
            case Params.Types.ListEntryType.IpAddresses:
                var isAddresses = AddressList.TryParse(body, config.Overrides, out var addresses, out error);
                list = addresses;
                return isAddresses;
            case Params.Types.ListEntryType.Regex:
                var isPatterns = PatternList.TryParse(body, config.Overrides, out var patterns, out error);
                list = patterns;
                return isPatterns;
            default:
                error = null;
                list = TextList.Parse(body, config.Overrides, config.EntryType == Params.Types.ListEntryType.CaseInsensitiveStrings);
                return true;
        }
    }
}
