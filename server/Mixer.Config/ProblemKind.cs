using System.Text.Json;

namespace Mixer.Config;

/// <summary>What sort of thing is wrong. The names are stable: tools may rely on their text (<see cref="ProblemKinds.Text"/>).</summary>
public enum ProblemKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>A file or directory cannot be read.</summary>
    Unreadable,

    /// <summary>A file, a document or the whole configuration is larger than the bounds allow.</summary>
    TooLarge,

    /// <summary>A text is not YAML.</summary>
    InvalidYaml,

    /// <summary>A document is YAML, but not a resource.</summary>
    NotAResource,

    /// <summary>A resource has no kind, name or namespace.</summary>
    IncompleteKey,

    /// <summary>A key is given twice in one mapping.</summary>
    DuplicateField,

    /// <summary>A resource is defined twice.</summary>
    DuplicateResource,

    /// <summary>A resource is of a kind that nobody here knows.</summary>
    UnknownKind,

    /// <summary>A field does not exist.</summary>
    UnknownField,

    /// <summary>A value is of another type than its field.</summary>
    WrongType,

    /// <summary>A value is of the right type, but not one that its field takes.</summary>
    InvalidValue,

    /// <summary>A word is none of an enumeration's names.</summary>
    UnknownEnumValue,

    /// <summary>A field has a newer name.</summary>
    DeprecatedField,

    /// <summary>A field has no effect here.</summary>
    IgnoredField,

    /// <summary>An expression does not compile.</summary>
    InvalidExpression,

    /// <summary>An expression is of another type than its field.</summary>
    ExpressionType,

    /// <summary>An attribute binding cannot be used.</summary>
    InvalidBinding,

    /// <summary>An attribute binding fails when its handler leaves an output unset.</summary>
    OutputWithoutDefault,

    /// <summary>A handler names an adapter that is not there.</summary>
    AdapterNotFound,

    /// <summary>An instance names a template that is not there.</summary>
    TemplateNotFound,

    /// <summary>An action names a handler that is not there.</summary>
    HandlerNotFound,

    /// <summary>An action names an instance that is not there.</summary>
    InstanceNotFound,

    /// <summary>An action names an instance twice.</summary>
    DuplicateInstance,

    /// <summary>Two actions of a rule have one name.</summary>
    DuplicateAction,

    /// <summary>A handler's adapter does not take instances of that template.</summary>
    TemplateNotSupported,

    /// <summary>An action has no instance left.</summary>
    NoInstances,

    /// <summary>A rule has nothing left to do.</summary>
    NoActions,

    /// <summary>An attribute is declared without a type.</summary>
    UntypedAttribute,

    /// <summary>An attribute is declared with two types.</summary>
    ConflictingAttribute,

    /// <summary>An adapter refuses the parameters of its handler.</summary>
    HandlerRefused,

    /// <summary>A handler could not be built.</summary>
    HandlerNotBuilt,

    /// <summary>An adapter failed where it should have answered.</summary>
    AdapterFault,

    /// <summary>The server failed to put a configuration into effect: a fault of the server, not of the configuration.</summary>
    NotApplied,
}

/// <summary>The texts of <see cref="ProblemKind"/>.</summary>
public static class ProblemKinds
{
    /// <summary>The name in tools and logs, for example <c>unknown-field</c>.</summary>
    public static string Text(this ProblemKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
