using Mixer.Generators.Modelling;

namespace Mixer.Generators.Templates;

/// <summary>Everything the emitter needs of one template: names and texts only.</summary>
internal sealed record TemplateModel(
    string FileName,
    string BaseName,
    string Name,
    string Package,
    string OutputPrefix,
    string Variety,
    EquatableArray<string> Doc,
    EquatableArray<MessageModel> Messages,
    OutputModel? Output)
{
    /// <summary>The variety of a template that does not say it: its types exist, and nothing can be called.</summary>
    public const string UnknownVariety = "Unknown";

    public MessageModel Instance => Messages[0];

    public string MarkerName => BaseName + "Template";

    public string HandlerName => "I" + BaseName + "Handler";

    public string BuilderName => "I" + BaseName + "HandlerBuilder";

    public bool IsAttributeGenerator => Variety == "AttributeGenerator";

    public bool IsReport => Variety == "Report";

    public bool IsKnown => Variety != UnknownVariety;

    /// <summary>True if the builder is told the inferred types; attribute generators have none.</summary>
    public bool HasTypes => IsKnown && !IsAttributeGenerator;
}

/// <summary>The Template message (always the first of a template) or a resource message.</summary>
internal sealed record MessageModel(
    string ProtoName, string ClassName, string TypeName, bool IsInstance, EquatableArray<string> Doc, EquatableArray<FieldModel> Fields)
{
    public string FieldBuilderName => ClassName + "Builder";

    public string SchemaName => ClassName + "Schema";

    public IEnumerable<FieldModel> TypeFields => Fields.Where(static member => member.TypeMember.Length > 0);
}

/// <summary>A field: <paramref name="Kind"/> is the name of its binding (String, Int64, ..., Value, Message).</summary>
internal sealed record FieldModel(
    string ProtoName,
    string JsonName,
    string MemberName,
    string Number,
    string Kind,
    string ElementType,
    bool IsMap,
    string MessageClass,
    string MessageType,
    int Index,
    EquatableArray<string> Doc)
{
    public bool IsMessage => Kind == "Message";

    public bool IsOptionalMessage => IsMessage && !IsMap;

    public string MemberType => IsMap ? Map(ElementType) : IsMessage ? ElementType + "?" : ElementType;

    /// <summary>Initialiser of the member, with the equals sign; empty where the default value is right.</summary>
    public string Initializer => IsMap ? $" = {EmptyMap(ElementType)};" : Kind == "String" ? " = \"\";" : "";

    public string VocabularyType => Kind is "Value" or "Message" ? "Unspecified" : Kind;

    public string Variable => "field" + (Index + 1);

    /// <summary>Type of the member of the inferred type; empty if the field has none.</summary>
    public string TypeMember
    {
        get
        {
            var element = IsMessage ? MessageType : Kind == "Value" ? "global::Mixer.Sdk.Values.AttributeType" : "";
            return element.Length == 0 ? "" : IsMap ? Map(element) : IsMessage ? element + "?" : element;
        }
    }

    public string TypeInitializer => IsMap ? $" = {EmptyMap(IsMessage ? MessageType : "global::Mixer.Sdk.Values.AttributeType")};" : "";

    private static string Map(string element) => $"global::System.Collections.Generic.IReadOnlyDictionary<string, {element}>";

    private static string EmptyMap(string element) => $"global::System.Collections.ObjectModel.ReadOnlyDictionary<string, {element}>.Empty";
}

/// <summary>The OutputTemplate message.</summary>
internal sealed record OutputModel(string ClassName, EquatableArray<string> Doc, EquatableArray<OutputFieldModel> Fields);

/// <summary>A field of the output.</summary>
internal sealed record OutputFieldModel(string ProtoName, string MemberName, string Kind, string MemberType, int Index, EquatableArray<string> Doc)
{
    public string Variable => "_field" + (Index + 1);

    public bool IsReference => Kind is "String" or "StringMap";

    public string Default => Kind switch
    {
        "String" => "\"\"",
        "StringMap" => "global::Mixer.Sdk.Values.StringMap.Empty",
        _ => "default",
    };

    /// <summary>How the attribute value is made of the pattern variable <c>value_</c>.</summary>
    public string ToAttribute => Kind switch
    {
        "IpAddress" => "value_.ToArray()",
        "DnsName" or "EmailAddress" or "Uri" => "value_.ToString()",
        "StringMap" => "value_ as global::Mixer.Sdk.Values.StringMap ?? global::Mixer.Sdk.Values.StringMap.Create(value_)",
        _ => "value_",
    };
}
