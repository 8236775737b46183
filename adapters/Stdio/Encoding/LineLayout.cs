namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>What all lines of one instance share: its name and its fields in byte order of their names, spelled once. Immutable.</summary>
internal sealed class LineLayout
{
    /// <summary>A layout of the fields <paramref name="names"/>.</summary>
    public LineLayout(string instance, IEnumerable<string> names)
    {
        Instance = instance;
        QuotedInstance = JsonText.Quote(instance);
        Fields = [.. names.Order(StringComparer.Ordinal).Select(name => new FieldName(name, JsonText.Quote(name)))];
    }

    /// <summary>Full name of the instance.</summary>
    public string Instance { get; }

    /// <summary>The name as JSON spells it.</summary>
    public byte[] QuotedInstance { get; }

    /// <summary>The fields that a line may have, in the order of a line.</summary>
    public FieldName[] Fields { get; }
}

/// <summary>Name of a field.</summary>
/// <param name="Name">As instances have it.</param>
/// <param name="Quoted">As JSON spells it.</param>
internal readonly record struct FieldName(string Name, byte[] Quoted);
