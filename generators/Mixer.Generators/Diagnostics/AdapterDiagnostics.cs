using Microsoft.CodeAnalysis;

namespace Mixer.Generators.Diagnostics;

/// <summary>What can be wrong with an adapter's C# (MIX2xxx).</summary>
internal static class AdapterDiagnostics
{
    /// <summary>Property of a diagnostic: the interface that a code fix adds or implements.</summary>
    public const string InterfaceProperty = "Interface";

    /// <summary>Property of a diagnostic: the template marker that a code fix adds.</summary>
    public const string MarkerProperty = "Marker";

    /// <summary>Property of a diagnostic: the full name of the adapter class that declares the template.</summary>
    public const string AdapterProperty = "Adapter";

    /// <summary>Property of a diagnostic: the text that a code fix writes instead.</summary>
    public const string ReplacementProperty = "Replacement";

    private const string Category = "Mixer.Adapter";

    public static readonly DiagnosticDescriptor DuplicateName = new(
        "MIX2001", "Adapter name used twice",
        "The adapter name '{0}' is already used by {1}; choose another",
        Category, DiagnosticSeverity.Error, true,
        "The name is the kind of the adapter's handler resources, so each adapter has its own.",
        HelpPages.Root + "MIX2001.md", WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NoHandlerBuilder = new(
        "MIX2002", "Adapter is no handler builder",
        "{0} must be a non-abstract, non-generic class that derives from HandlerBuilder<Params>, where Params is the message of its config.proto",
        Category, DiagnosticSeverity.Error, true,
        "The class with the attribute Adapter builds the handlers of the adapter from configuration; its type argument is the configuration message.",
        HelpPages.Root + "MIX2002.md");

    public static readonly DiagnosticDescriptor NoConstructor = new(
        "MIX2003", "Adapter without parameterless constructor",
        "{0} must have an accessible constructor without parameters; take what a handler needs from the configuration and the AdapterEnvironment",
        Category, DiagnosticSeverity.Error, true,
        "The host makes a new builder for each handler resource.",
        HelpPages.Root + "MIX2003.md");

    public static readonly DiagnosticDescriptor UnknownTemplate = new(
        "MIX2004", "Unknown template",
        "'{0}' is no template{1}; SupportedTemplates takes generated marker types such as typeof(MetricTemplate)",
        Category, DiagnosticSeverity.Error, true,
        "Every template has a generated class <Name>Template that stands for it in SupportedTemplates.",
        HelpPages.Root + "MIX2004.md");

    public static readonly DiagnosticDescriptor BuilderLacksInterface = new(
        "MIX2005", "Builder lacks the interface of a declared template",
        "{0} declares {1} and must implement {2}; add the interface to the class, or remove the template from SupportedTemplates",
        Category, DiagnosticSeverity.Error, true,
        "The builder interface of a template hands the inferred types of the configured instances to the builder.",
        HelpPages.Root + "MIX2005.md");

    public static readonly DiagnosticDescriptor HandlerLacksInterface = new(
        "MIX2006", "Handler lacks the interface of a declared template",
        "{0} is built by {1}, which declares {2}, and must implement {3}; add the interface to the class, or remove the template from SupportedTemplates",
        Category, DiagnosticSeverity.Error, true,
        "The handler interface of a template is how instances reach the handler that BuildAsync returns.",
        HelpPages.Root + "MIX2006.md");

    public static readonly DiagnosticDescriptor TemplateNotDeclared = new(
        "MIX2007", "Template implemented but not declared",
        "{0} implements {1}, but {2} does not list typeof({3}) in SupportedTemplates, so it is never called; add it",
        Category, DiagnosticSeverity.Warning, true,
        "The host sends an adapter only instances of the templates that it declares.",
        HelpPages.Root + "MIX2007.md");

    public static readonly DiagnosticDescriptor BadName = new(
        "MIX2008", "Bad adapter name",
        "The adapter name '{0}' must match [a-z]([-a-z0-9]*[a-z0-9])?; for example '{1}'",
        Category, DiagnosticSeverity.Error, true,
        "The name is the kind of the adapter's handler resources: lower-case letters, digits and dashes, starting with a letter.",
        HelpPages.Root + "MIX2008.md");

    public static readonly DiagnosticDescriptor UnknownConfigField = new(
        "MIX2010", "Error of an unknown configuration field",
        "'{0}' is not a field of {1}{2}; name the field as the operator writes it",
        Category, DiagnosticSeverity.Warning, true,
        "The first argument of ConfigErrors.Add tells the operator which field to look at.",
        HelpPages.Root + "MIX2010.md");

    public static readonly DiagnosticDescriptor RawConcurrency = new(
        "MIX2011", "Raw concurrency in an adapter",
        "Use ScheduleWorkAsync or ScheduleDaemon of the AdapterEnvironment instead of {0}, so that the host can count it, contain its failures and stop it with the handler",
        Category, DiagnosticSeverity.Error, true,
        "An exception on a thread that the host does not know ends the process; work that outlives its handler works on closed resources.",
        HelpPages.Root + "MIX2011.md");

    public static readonly DiagnosticDescriptor ForeignLogging = new(
        "MIX2012", "Foreign logging in an adapter",
        "Use AdapterEnvironment.Logger instead of {0}; it names the handler and goes where the operator wants logs",
        Category, DiagnosticSeverity.Warning, true,
        "The environment's logger understands which adapter is running and routes to the place that the operator configured.",
        HelpPages.Root + "MIX2012.md");

    public static readonly DiagnosticDescriptor DaemonIgnoresToken = new(
        "MIX2013", "Daemon ignores its token",
        "The daemon does not look at its cancellation token, so it outlives its handler; pass the token to what it awaits",
        Category, DiagnosticSeverity.Warning, true,
        "The token of a daemon is cancelled before its handler is disposed; a daemon that goes on works on closed resources.",
        HelpPages.Root + "MIX2013.md");

    public static readonly DiagnosticDescriptor NeverCached = new(
        "MIX2015", "Check result is never cached",
        "The caller asks again at every request, since {0} is zero; give the time and the number of uses for which the answer holds, if it does",
        Category, DiagnosticSeverity.Info, true,
        "A caller reuses an answer for its valid duration and use count; with zero of either it does not. That is right for an answer that may change at any moment and costs a round trip a request for one that does not.",
        HelpPages.Root + "MIX2015.md");

    public static readonly DiagnosticDescriptor NoParams = new(
        "MIX2016", "Configuration proto without Params",
        "'{0}' declares no message Params; add: message Params {{ }} with a field for each setting of the adapter",
        Category, DiagnosticSeverity.Error, true,
        "The message Params of config.proto is what operators write as the params of a handler.",
        HelpPages.Root + "MIX2016.md");

    public static readonly DiagnosticDescriptor BuilderLacksMember = new(
        "MIX2018", "Builder lacks a method of a declared template",
        "{0} lists {1} but does not implement {1}.{2}; add: {3}",
        Category, DiagnosticSeverity.Error, true,
        "Each declared template has a generated builder interface whose methods the builder implements.",
        HelpPages.Root + "MIX2018.md");

    public static readonly DiagnosticDescriptor HandlerLacksMember = new(
        "MIX2019", "Handler lacks a method of a template",
        "{0} lists {1} but does not implement {1}.{2}; add: {3}",
        Category, DiagnosticSeverity.Error, true,
        "Each template has a generated handler interface; its method takes the instances.",
        HelpPages.Root + "MIX2019.md");

    public static readonly DiagnosticDescriptor NameTaken = new(
        "MIX2020", "Adapter name is taken",
        "The adapter name '{0}' is taken by {1}; choose another",
        Category, DiagnosticSeverity.Error, true,
        "Adapters, templates and the core resource kinds (rule, attributemanifest, adapter, template, instance, handler) share one space of names.",
        HelpPages.Root + "MIX2020.md");

    public static readonly DiagnosticDescriptor NotDeclared = new(
        "MIX2021", "Handler builder without the attribute Adapter",
        "{0} derives from HandlerBuilder but is no adapter, so no host finds it; put [Adapter(\"{1}\")] on the class, or make it abstract",
        Category, DiagnosticSeverity.Warning, true,
        "Hosts find adapters by their attribute. A class that only shares code between adapters is abstract.",
        HelpPages.Root + "MIX2021.md");

    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        DuplicateName, NoHandlerBuilder, NoConstructor, UnknownTemplate, BuilderLacksInterface, HandlerLacksInterface, TemplateNotDeclared,
        BadName, UnknownConfigField, RawConcurrency, ForeignLogging, DaemonIgnoresToken, NeverCached, NoParams, BuilderLacksMember,
        HandlerLacksMember, NameTaken, NotDeclared,
    ];

    public static DiagnosticDescriptor? Find(string id) => All.FirstOrDefault(descriptor => descriptor.Id == id);
}
