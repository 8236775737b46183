namespace Mixer.Sdk.CodeGeneration;

/// <summary>Emitted into an assembly for each template in it, so that hosts that reference the assembly find it.</summary>
/// <param name="template">The generated marker class, with a static property <c>Info</c> of type <see cref="TemplateInfo"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class MixerTemplateAttribute(Type template) : Attribute
{
    /// <summary>The generated marker class.</summary>
    public Type Template { get; } = template;
}

/// <summary>Emitted into an assembly for each adapter in it, so that hosts that reference the assembly find it.</summary>
/// <param name="registration">The generated class with a static property <c>Info</c> of type <see cref="AdapterInfo"/>.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class MixerAdapterAttribute(Type registration) : Attribute
{
    /// <summary>The generated class.</summary>
    public Type Registration { get; } = registration;
}

/// <summary>Emitted on a template's marker class: what an analyzer needs to know of the template when it sees only the assembly.</summary>
/// <param name="name">Name of the template.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TemplateAttribute(string name) : Attribute
{
    /// <summary>Name of the template.</summary>
    public string Name { get; } = name;

    /// <summary>The generated builder interface.</summary>
    public Type? HandlerBuilder { get; set; }

    /// <summary>The generated handler interface.</summary>
    public Type? Handler { get; set; }
}
