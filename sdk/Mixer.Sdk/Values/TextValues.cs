namespace Mixer.Sdk.Values;

/// <summary>A DNS name as the caller sent it; nothing about it is checked on arrival (spec 02 section 2).</summary>
/// <param name="Text">The name; null reads as empty.</param>
public readonly record struct DnsName(string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}

/// <summary>An e-mail address as the caller sent it; nothing about it is checked on arrival.</summary>
/// <param name="Text">The address; null reads as empty.</param>
public readonly record struct EmailAddress(string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}

/// <summary>A URI as the caller sent it; nothing about it is checked on arrival.</summary>
/// <param name="Text">The URI; null reads as empty.</param>
public readonly record struct UriValue(string? Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text ?? "";
}
