namespace Mixer.Sdk;

/// <summary>
/// Declares an adapter: put it on the class that derives from <see cref="HandlerBuilder{TConfig}"/>. The compiler checks that the class and
/// its handler implement what is declared, and the generator registers the adapter with every host that references the assembly.
/// </summary>
/// <param name="name">
/// The kind of its handler resources: lower-case letters, digits and dashes, starting with a letter (<c>[a-z]([-a-z0-9]*[a-z0-9])?</c>).
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class AdapterAttribute(string name) : Attribute
{
    /// <summary>The kind of its handler resources.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence for operators.</summary>
    public string Description { get; set; } = "";

    /// <summary>The generated marker types of the templates whose instances its handlers take, for example <c>typeof(MetricTemplate)</c>.</summary>
    public Type[] SupportedTemplates { get; set; } = [];
}
