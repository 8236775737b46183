namespace Mixer.Config;

/// <summary>Identity of a resource.</summary>
/// <param name="Kind">Kind, for example <c>rule</c> or the name of an adapter or template.</param>
/// <param name="Namespace">Namespace.</param>
/// <param name="Name">Name within kind and namespace.</param>
public sealed record ResourceKey(string Kind, string Namespace, string Name)
{
    /// <summary>The full name: <c>name.kind.namespace</c>.</summary>
    public override string ToString() => $"{Name}.{Kind}.{Namespace}";
}
