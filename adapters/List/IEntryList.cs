namespace Mixer.Adapters.List;

/// <summary>What a list says of a value.</summary>
internal enum Membership
{
    /// <summary>The value is not in the list.</summary>
    Absent,

    /// <summary>The value is in the list.</summary>
    Present,

    /// <summary>The value cannot be in such a list.</summary>
    Invalid,
}

/// <summary>A parsed list. Immutable, thread-safe.</summary>
internal interface IEntryList
{
    /// <summary>How many entries it has.</summary>
    int Count { get; }

    /// <summary>Looks <paramref name="value"/> up.</summary>
    Membership Find(string value);
}
