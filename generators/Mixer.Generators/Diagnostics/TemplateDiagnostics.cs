using Microsoft.CodeAnalysis;

namespace Mixer.Generators.Diagnostics;

/// <summary>What can be wrong with a template's .proto (MIX1xxx).</summary>
internal static class TemplateDiagnostics
{
    private const string Category = "Mixer.Template";

    public static readonly DiagnosticDescriptor NoVariety = new(
        "MIX1001", "Template without a variety",
        "'{0}' declares no variety; add: import \"mixer/adapter/model/v1beta1/extensions.proto\"; and: option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_REPORT; (or CHECK, CHECK_WITH_OUTPUT, QUOTA, ATTRIBUTE_GENERATOR)",
        Category, DiagnosticSeverity.Error, true,
        "The variety says when instances of the template are dispatched: during Check, Report, for a quota, or before both to produce attributes. It is given once, by a file option.",
        HelpPages.Root + "MIX1001.md");

    public static readonly DiagnosticDescriptor BadVariety = new(
        "MIX1002", "Variety given twice or unknown",
        "The variety '{0}' cannot be used here; give exactly one of TEMPLATE_VARIETY_CHECK, TEMPLATE_VARIETY_CHECK_WITH_OUTPUT, TEMPLATE_VARIETY_REPORT, TEMPLATE_VARIETY_QUOTA, TEMPLATE_VARIETY_ATTRIBUTE_GENERATOR",
        Category, DiagnosticSeverity.Error, true,
        "A template has exactly one variety. Remove the second option, or correct the name of the variety.",
        HelpPages.Root + "MIX1002.md");

    public static readonly DiagnosticDescriptor NotProto3 = new(
        "MIX1003", "Only proto3 template files are allowed",
        "Only proto3 template files are allowed; start the file with: syntax = \"proto3\";",
        Category, DiagnosticSeverity.Error, true,
        "Templates rely on proto3's rules for absent fields. Write the syntax line as the first statement of the file.",
        HelpPages.Root + "MIX1003.md");

    public static readonly DiagnosticDescriptor NoPackage = new(
        "MIX1004", "Package name missing",
        "Package name missing; add: package {0};",
        Category, DiagnosticSeverity.Error, true,
        "The last segment of the package names the template, unless the option template_name does.",
        HelpPages.Root + "MIX1004.md");

    public static readonly DiagnosticDescriptor BadPackageSegment = new(
        "MIX1005", "Last segment of the package must be letters",
        "The last segment of package name '{0}' must match the regex '^[a-zA-Z]+$'; for example '{1}'",
        Category, DiagnosticSeverity.Error, true,
        "Type and resource names are derived from the last segment, also when the option template_name is given. Use letters only.",
        HelpPages.Root + "MIX1005.md");

    public static readonly DiagnosticDescriptor BadTemplateName = new(
        "MIX1006", "The option template_name must be letters",
        "The template_name option '{0}' must match the regex '^[a-zA-Z]+$'; for example '{1}'",
        Category, DiagnosticSeverity.Error, true,
        "The option names the generated types and the kind of the instance resources. Use letters only.",
        HelpPages.Root + "MIX1006.md");

    public static readonly DiagnosticDescriptor NoTemplateMessage = new(
        "MIX1007", "Message Template missing",
        "Message 'Template' not defined; add: message Template { } with a field for each value of an instance",
        Category, DiagnosticSeverity.Error, true,
        "The fields of the message Template are the fields of an instance. It may be empty, but it must be there, at top level.",
        HelpPages.Root + "MIX1007.md");

    public static readonly DiagnosticDescriptor NoOutputMessage = new(
        "MIX1008", "Message OutputTemplate missing",
        "Message 'OutputTemplate' not defined; add: message OutputTemplate { } with a field for each attribute that the template produces",
        Category, DiagnosticSeverity.Error, true,
        "A template of variety ATTRIBUTE_GENERATOR or CHECK_WITH_OUTPUT produces attributes; the fields of OutputTemplate say which.",
        HelpPages.Root + "MIX1008.md");

    public static readonly DiagnosticDescriptor ReservedFieldName = new(
        "MIX1009", "Reserved field name",
        "{0} message must not contain the reserved field name '{1}'; rename it, for example to '{2}'",
        Category, DiagnosticSeverity.Error, true,
        "Every instance has a generated member Name, which holds the full name of its resource.",
        HelpPages.Root + "MIX1009.md");

    public static readonly DiagnosticDescriptor UnsupportedType = new(
        "MIX1010", "Unsupported field type",
        "Unsupported type '{0}' for field '{1}'{2}; supported types are string, int64, double, bool; {3}TimeStamp, Duration, IPAddress, DNSName, EmailAddress, Uri of istio.policy.v1beta1; messages of the same package; map<string, any of these>",
        Category, DiagnosticSeverity.Error, true,
        "An instance is built from expressions, so its fields have the types of expressions. Use int64 for any integer, double for float, string for text, and the rich types of policy/v1beta1/type.proto.",
        HelpPages.Root + "MIX1010.md");

    public static readonly DiagnosticDescriptor ValueInAttributeGenerator = new(
        "MIX1011", "Value in an attribute generator",
        "Field '{0}' cannot be of type istio.policy.v1beta1.Value in a template of variety ATTRIBUTE_GENERATOR; choose a concrete type, for example string",
        Category, DiagnosticSeverity.Error, true,
        "Attribute generators get no inferred types, so a field of any type could not be read.",
        HelpPages.Root + "MIX1011.md");

    public static readonly DiagnosticDescriptor BadMap = new(
        "MIX1012", "Unsupported map",
        "Map field '{0}' must be map<string, T> with a supported T, not map<{1}, {2}>{3}",
        Category, DiagnosticSeverity.Error, true,
        "Keys of maps are text. Values have any supported field type.",
        HelpPages.Root + "MIX1012.md");

    public static readonly DiagnosticDescriptor BadOutputField = new(
        "MIX1013", "Unsupported type in OutputTemplate",
        "Message 'OutputTemplate' field '{0}' is of type '{1}'; only string, int64, double, bool, TimeStamp, Duration, IPAddress, DNSName, EmailAddress and Uri of istio.policy.v1beta1, and map<string, string> are supported",
        Category, DiagnosticSeverity.Error, true,
        "An output field becomes an attribute, and an attribute has one of the types of the vocabulary.",
        HelpPages.Root + "MIX1013.md");

    public static readonly DiagnosticDescriptor Repeated = new(
        "MIX1014", "Repeated field",
        "Field '{0}' is repeated, which templates do not support; use map<string, {1}>",
        Category, DiagnosticSeverity.Error, true,
        "An operator writes one expression a field, so a field holds one value or a map with literal keys.",
        HelpPages.Root + "MIX1014.md");

    public static readonly DiagnosticDescriptor NestedMessage = new(
        "MIX1015", "Nested message",
        "Message '{0}' is declared inside '{1}'; declare it at top level of the file",
        Category, DiagnosticSeverity.Error, true,
        "Resource messages become types beside the instance; only messages at top level do.",
        HelpPages.Root + "MIX1015.md");

    public static readonly DiagnosticDescriptor ForeignMessage = new(
        "MIX1016", "Message of another package",
        "Field '{0}' has the type '{1}', which is no message of package '{2}'{3}",
        Category, DiagnosticSeverity.Error, true,
        "A template uses the messages of its own package and the rich types of istio.policy.v1beta1. For google.protobuf.Timestamp use istio.policy.v1beta1.TimeStamp, for google.protobuf.Duration use istio.policy.v1beta1.Duration.",
        HelpPages.Root + "MIX1016.md");

    public static readonly DiagnosticDescriptor ReservedNumber = new(
        "MIX1017", "Field number cannot be used",
        "The number {0} of field '{1}' {2}; use another number, for example {3}",
        Category, DiagnosticSeverity.Error, true,
        "Each number is used once in a message. The messages derived from a template carry the fields name = 72295727 and, for attribute generators, attribute_bindings = 72295728; protocol buffers keep 19000 to 19999 for themselves.",
        HelpPages.Root + "MIX1017.md");

    public static readonly DiagnosticDescriptor NameClash = new(
        "MIX1018", "Generated names clash",
        "'{0}' gives the generated name '{1}', which {2}; rename it",
        Category, DiagnosticSeverity.Error, true,
        "Members are named after fields (ip_addr becomes IpAddr) and types after messages, so two names in the proto can become one in C#.",
        HelpPages.Root + "MIX1018.md");

    public static readonly DiagnosticDescriptor Oneof = new(
        "MIX1019", "oneof is ignored",
        "oneof '{0}' is ignored: its fields are independent of each other in an instance; remove the oneof",
        Category, DiagnosticSeverity.Warning, true,
        "Every field of an instance is built from its own expression, so nothing can make them exclusive.",
        HelpPages.Root + "MIX1019.md");

    public static readonly DiagnosticDescriptor DuplicateTemplate = new(
        "MIX1020", "Duplicate template name",
        "The template name '{0}' is already used by {1}; rename the package's last segment or set template_name",
        Category, DiagnosticSeverity.Error, true,
        "The name is the kind of the instance resources and the key of the template; it is compared in lower case.",
        HelpPages.Root + "MIX1020.md");

    public static readonly DiagnosticDescriptor KindCollision = new(
        "MIX1021", "Template name is taken",
        "The template name '{0}' is taken by {1}; choose another",
        Category, DiagnosticSeverity.Error, true,
        "Templates, adapters and the core resource kinds (rule, attributemanifest, adapter, template, instance, handler) share one space of names.",
        HelpPages.Root + "MIX1021.md");

    public static readonly DiagnosticDescriptor SyntaxError = new(
        "MIX1022", "Syntax error in a .proto file",
        "Syntax error: {0}",
        Category, DiagnosticSeverity.Error, true,
        "The file is not valid protocol buffer text at this place. Only the first error of a file is told, since what follows is often its consequence; everything else of the file is still generated.",
        HelpPages.Root + "MIX1022.md");

    public static readonly DiagnosticDescriptor Undocumented = new(
        "MIX1023", "Undocumented field",
        "Field '{0}' has no comment; a comment directly above it becomes its documentation",
        Category, DiagnosticSeverity.Info, true,
        "Comments of the proto become the XML documentation of the generated members and the operator's reference.",
        HelpPages.Root + "MIX1023.md");

    public static readonly DiagnosticDescriptor UnresolvedImport = new(
        "MIX1024", "Import cannot be resolved",
        "The import '{0}' {1}",
        Category, DiagnosticSeverity.Error, true,
        "A template imports the files that come with Mixer (mixer/adapter/model/v1beta1/extensions.proto, policy/v1beta1/type.proto) and .proto files of its own project; the messages of those in its own package are its to use.",
        HelpPages.Root + "MIX1024.md");

    public static readonly DiagnosticDescriptor OutputIgnored = new(
        "MIX1025", "OutputTemplate is ignored",
        "The message OutputTemplate is ignored, since the variety has no output; remove it, or choose TEMPLATE_VARIETY_CHECK_WITH_OUTPUT or TEMPLATE_VARIETY_ATTRIBUTE_GENERATOR",
        Category, DiagnosticSeverity.Warning, true,
        "Only templates of variety ATTRIBUTE_GENERATOR and CHECK_WITH_OUTPUT produce attributes.",
        HelpPages.Root + "MIX1025.md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        NoVariety, BadVariety, NotProto3, NoPackage, BadPackageSegment, BadTemplateName, NoTemplateMessage, NoOutputMessage,
        ReservedFieldName, UnsupportedType, ValueInAttributeGenerator, BadMap, BadOutputField, Repeated, NestedMessage, ForeignMessage,
        ReservedNumber, NameClash, Oneof, DuplicateTemplate, KindCollision, SyntaxError, Undocumented,
        UnresolvedImport, OutputIgnored,
    ];

    public static DiagnosticDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}
