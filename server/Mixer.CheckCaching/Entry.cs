using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching;

/// <summary>A stored verdict, linked into a bucket of its shard's table and into the shard's order of use.</summary>
internal sealed class Entry(Shape shape, AttributeValue[] values, int hash, in CheckResult result, long expiresAt)
{
    public int Hash { get; } = hash;

    public Shape Shape { get; } = shape;

    public Status Status { get; } = result.Status;

    /// <summary>What the server stored beside the verdict; must not be changed.</summary>
    public byte[]? Attachment { get; init; }

    public int ValidUseCount { get; } = result.ValidUseCount;

    /// <summary>Last moment of validity, as a timestamp of the cache's clock.</summary>
    public long ExpiresAt { get; } = expiresAt;

    public Entry? Next { get; set; }

    public Entry? Newer { get; set; }

    public Entry? Older { get; set; }

    public bool IsFor(Shape shape, int hash, AttributeBag bag) =>
        Hash == hash && ReferenceEquals(Shape, shape) && shape.HasValues(bag, values);
}
