using Mixer.Generators.Modelling;

namespace Mixer.Generators.Adapters;

/// <summary>What the registration of one adapter needs; names and texts only.</summary>
internal sealed record AdapterModel(
    string Name,
    string Description,
    string Namespace,
    string RegistrationName,
    string Implementation,
    string BuilderType,
    string ConfigType,
    EquatableArray<TemplateReference> Templates)
{
    public string RegistrationType => Namespace + "." + RegistrationName;

    public string NameLiteral => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(Name, quote: true);

    public string DescriptionLiteral => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(Description, quote: true);
}

/// <summary>
/// A template that an adapter declares: <paramref name="Type"/> if its marker is in a referenced assembly, otherwise empty and
/// <paramref name="Written"/> is the last identifier of what the author wrote (the marker may be generated into this compilation).
/// </summary>
internal sealed record TemplateReference(string Type, string Written);
