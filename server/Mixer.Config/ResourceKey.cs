namespace Mixer.Config;

/// <summary>Identity of a resource.</summary>
/// <param name="Kind">Kind, for example <c>rule</c> or the name of an adapter or template.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Name">Name within kind and namespace.</param>
public sealed record ResourceKey(string Kind, string Namespace, string Name)
{
    private string? _fullName;

    /// <summary>The full name: <c>name.kind.namespace</c>.</summary>
    public override string ToString() => _fullName ??= $"{Name}.{Kind}.{Namespace}";

    /// <inheritdoc/>
    public bool Equals(ResourceKey? other) =>
        ReferenceEquals(this, other) || (other is not null && Name == other.Name && Namespace == other.Namespace && Kind == other.Kind);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Namespace, Kind);

    /// <summary>Ordinal order of full names.</summary>
    public static int CompareNames(ResourceKey a, ResourceKey b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return string.CompareOrdinal(a.ToString(), b.ToString());
    }
}
