using Mixer.Attributes.Wire;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary>The flags that give attributes, ready to be sent.</summary>
internal sealed class AttributeArguments(FlagSet flags)
{
    private readonly AttributeFlags _flags = new(flags);

    /// <summary>All attributes; null with the complaint if a list is malformed.</summary>
    public AttributeEncoder? Read(out string? error)
    {
        if (_flags.Read(out error) is not { } attributes)
        {
            return null;
        }

        var encoder = new AttributeEncoder();
        foreach (var (name, value) in attributes)
        {
            encoder.Set(name, value);
        }

        return encoder;
    }
}
