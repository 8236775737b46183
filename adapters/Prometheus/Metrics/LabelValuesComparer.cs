namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>Compares sets of label values by content, also before they are copied to an array of their own.</summary>
internal sealed class LabelValuesComparer : IEqualityComparer<string[]>, IAlternateEqualityComparer<ReadOnlySpan<string>, string[]>
{
    /// <inheritdoc/>
    public bool Equals(string[]? x, string[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    /// <inheritdoc/>
    public int GetHashCode(string[] obj) => GetHashCode(obj.AsSpan());

    /// <inheritdoc/>
    public bool Equals(ReadOnlySpan<string> alternate, string[] other) => alternate.SequenceEqual(other);

    /// <inheritdoc/>
    public int GetHashCode(ReadOnlySpan<string> alternate)
    {
        var hash = new HashCode();
        foreach (var value in alternate)
        {
            hash.Add(value.GetHashCode(StringComparison.Ordinal));
        }

        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public string[] Create(ReadOnlySpan<string> alternate) => alternate.ToArray();
}
