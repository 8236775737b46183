using Mixer.Config;

namespace Mixer.Server.Validation;

/// <summary>A class of problems of a configuration as a build reports it. Ids are stable; docs/diagnostics has a page for each, written from here.</summary>
/// <param name="Id">The id.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="Description">Why it matters, and what to do.</param>
/// <param name="Kinds">The problems of the class.</param>
internal sealed record ConfigDiagnostic(string Id, string Title, string Description, params ProblemKind[] Kinds)
{
    /// <summary>Every class, by id; each kind of problem is in one of them.</summary>
    public static IReadOnlyList<ConfigDiagnostic> All { get; } =
    [
        new("MIX4000", "A configuration has a problem of its own sort", "The message says what is wrong and what to do.", ProblemKind.Other, ProblemKind.NotApplied),
        new("MIX4001", "A field does not exist", "The adapter's Params or the template has no such field, so what stands there would have no effect and the resource is not used. The message names the nearest field.", ProblemKind.UnknownField),
        new("MIX4002", "An expression cannot be compiled", "A syntax error, an attribute that no attributemanifest declares, or an unknown function. The column is that of the expression; the message says where inside it. Declare the attribute or correct its name.", ProblemKind.InvalidExpression),
        new("MIX4003", "An expression has another type than its field", "A field of a template takes an expression of one type. Quote a literal inside the value (for example '\"text\"'), or convert.", ProblemKind.ExpressionType),
        new("MIX4004", "An attribute binding cannot be used", "A key of attribute_bindings must be a declared attribute, its value an expression of that attribute's type over the attributes and the outputs ($out.field) of the template.", ProblemKind.InvalidBinding),
        new("MIX4005", "An output is used without a default", "When the handler leaves the output unset, the binding fails, and every binding of the instance with it. Add a default: $out.field | \"\".", ProblemKind.OutputWithoutDefault),
        new("MIX4006", "A reference leads nowhere, or an action has nothing to do",
            "A rule's actions name handlers and instances, an instance its template, a handler its adapter; the handler's adapter must take instances of that template. Names are name.kind, or name.kind.namespace from another namespace. The message names the nearest one that exists.",
            ProblemKind.AdapterNotFound, ProblemKind.TemplateNotFound, ProblemKind.HandlerNotFound, ProblemKind.InstanceNotFound, ProblemKind.DuplicateInstance,
            ProblemKind.DuplicateAction, ProblemKind.TemplateNotSupported, ProblemKind.NoInstances, ProblemKind.NoActions),
        new("MIX4007", "A value does not fit its field", "The value is of another type than the field, or none of the values that the field takes. The message says which those are.",
            ProblemKind.WrongType, ProblemKind.InvalidValue, ProblemKind.UnknownEnumValue),
        new("MIX4008", "A file cannot be read in full", "The file or folder is not readable, or larger than a server takes.", ProblemKind.Unreadable, ProblemKind.TooLarge),
        new("MIX4009", "A file is not YAML", "Nothing of the document can be used. Often the indentation is the reason, or a colon in a text without quotes.", ProblemKind.InvalidYaml),
        new("MIX4010", "A document is not a resource", "A resource is a mapping with kind, metadata (name, namespace) and spec.", ProblemKind.NotAResource, ProblemKind.IncompleteKey),
        new("MIX4011", "Something is defined twice", "Of two resources with one kind, name and namespace, and of two equal keys in a mapping, only one is in effect.", ProblemKind.DuplicateField, ProblemKind.DuplicateResource),
        new("MIX4012", "A resource is of an unknown kind", "Nobody in this server takes resources of that kind: it is neither the name of an adapter or a template in it nor one of the server's own. The message names the nearest kind.", ProblemKind.UnknownKind),
        new("MIX4013", "A field has no effect here", "The field is understood, but it is an older spelling or does nothing in this server.", ProblemKind.DeprecatedField, ProblemKind.IgnoredField),
        new("MIX4014", "An attribute is declared badly", "Every attribute of an attributemanifest needs a valueType, and the same one wherever it is declared.", ProblemKind.UntypedAttribute, ProblemKind.ConflictingAttribute),
        new("MIX4015", "An adapter refuses its configuration", "The adapter's Validate has found this; the message is its own.", ProblemKind.HandlerRefused),
        new("MIX4016", "An adapter failed", "The adapter threw, hung or answered nothing where it should have judged its configuration. This is a mistake of the adapter's code.", ProblemKind.AdapterFault, ProblemKind.HandlerNotBuilt),
    ];

    /// <summary>The class of a problem.</summary>
    public static ConfigDiagnostic Of(ProblemKind kind) => All.FirstOrDefault(diagnostic => diagnostic.Kinds.Contains(kind)) ?? All[0];
}
