namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>What the index of the help pages says besides the descriptor: when the original told it, where we tell it, and what the editor offers.</summary>
/// <param name="Id">The diagnostic, or a dash where the mistake cannot be made any more.</param>
/// <param name="Original">What happened in the original, and when.</param>
/// <param name="Place">Where it is told.</param>
/// <param name="Fix">What the editor offers, or why nothing.</param>
internal sealed record DiagnosticNotes(string Id, string Original, string Place, string Fix)
{
    private const string InMessage = "none: editors fix C#; the message has the text to write";
    private const string Choice = "none: the author's choice";

    public static IReadOnlyList<DiagnosticNotes> All { get; } =
    [
        new("MIX1001", "no variety option: error of a tool run", "proto, package", InMessage),
        new("MIX1002", "two files with the option, or a wrong word: error of a tool run", "proto, value of the option", Choice),
        new("MIX1003", "proto2 (or an edition): error of a tool run", "proto, syntax", InMessage),
        new("MIX1004", "no package: error of a tool run, without a line", "proto, syntax", InMessage),
        new("MIX1005", "last segment not letters: error of a tool run", "proto, package", InMessage),
        new("MIX1006", "template_name not letters: error of a tool run, without a line", "proto, value of the option", InMessage),
        new("MIX1007", "no message Template: error of a tool run, without a line", "proto, end of file", InMessage),
        new("MIX1008", "no message OutputTemplate: error of a tool run, without a line", "proto, end of file", InMessage),
        new("MIX1009", "field called name: error of a tool run", "proto, name of the field", InMessage),
        new("MIX1010", "unsupported type (int32, bytes, enum): error of a tool run", "proto, type of the field", InMessage),
        new("MIX1011", "Value in an attribute generator: error of a tool run", "proto, type of the field", Choice),
        new("MIX1012", "map with another key or an unsupported value: error of a tool run", "proto, type of the field", InMessage),
        new("MIX1013", "unsupported type of an output: error of a tool run, without a line", "proto, the field", Choice),
        new("MIX1014", "repeated field: generated code that cannot be formatted, or that disagrees with itself", "proto, the word repeated", InMessage),
        new("MIX1015", "message in a message: a later tool fails on a generated file; a nested Template counted as the template", "proto, name of the message", InMessage),
        new("MIX1016", "message of another package: a later tool fails on a generated file", "proto, type of the field", InMessage),
        new("MIX1017", "number 72295727, 72295728, used twice, reserved or out of range: a later tool fails on a generated file", "proto, the number", InMessage),
        new("MIX1018", "two names that become one (members, messages, attribute_bindings, reserved names): the host's compiler fails on generated code", "proto, the second name", Choice),
        new("MIX1019", "oneof: silently flattened", "proto, name of the oneof", InMessage),
        new("MIX1020", "two templates of one name: the host's compiler fails on generated code", "proto, package or option of the second", Choice),
        new("MIX1021", "template called as a core kind: one silently replaces the other", "proto, package or option", Choice),
        new("MIX1022", "syntax error: error of another tool", "proto, the token", "none: the message says what was expected"),
        new("MIX1023", "undocumented field: warning of the documentation tool", "proto, name of the field", "none: the comment is the author's"),
        new("MIX1024", "import that leads nowhere, or to another template: error of another tool", "proto, the import", InMessage),
        new("MIX1025", "OutputTemplate without a variety that has one: silently ignored", "proto, name of the message", Choice),
        new("MIX2001", "two adapters of one name: panic at start, with the two printed the wrong way round", "C#, name of the second", Choice),
        new("MIX2002", "no builder function: panic at start", "C#, the class", "derive from HandlerBuilder, with BuildAsync"),
        new("MIX2003", "no default configuration or builder: panic at start", "C#, the class", "add the constructor"),
        new("MIX2004", "unknown template: panic at start", "C#, the entry", "replace by the nearest template"),
        new("MIX2005", "builder without the interface of a template: panic at start", "C#, the builder", "implement the interface; remove the template"),
        new("MIX2006", "handler without the interface of a template: the handler never starts", "C#, the handler", "implement the interface; remove the template"),
        new("MIX2007", "template implemented and not declared: silently unused", "C#, the attribute", "declare the template"),
        new("MIX2008", "name that is no label: never checked", "C#, the name", "replace by a label"),
        new("MIX2010", "error of a field that the configuration does not have: misleading text for the operator", "C#, the field's name", "replace by the nearest field"),
        new("MIX2011", "raw concurrency: a separate linter, else the process dies with the goroutine", "C#, the call", "schedule with the environment; none for timers, which become loops"),
        new("MIX2012", "foreign logging: a separate linter", "C#, the call", "log with the environment's logger"),
        new("MIX2013", "daemon that outlives its handler: a line in the log at the end", "C#, the daemon", "pass the token"),
        new("MIX2015", "result without validity: never cached, silently", "C#, the argument", "give a validity"),
        new("MIX2016", "configuration without Params: the adapter's resource is refused at run time", "proto, end of file", InMessage),
        new("MIX2018", "builder without a method: the compiler's own error, of an interface that the author never wrote", "C#, the builder", "implement the members"),
        new("MIX2019", "handler without a method: the compiler's own error, of an interface that the author never wrote", "C#, the handler", "implement the members"),
        new("MIX2020", "adapter called as a template or a core kind: one silently replaces the other", "C#, the name", Choice),
        new("MIX2021", "adapter that nobody registers: silently absent", "C#, the class", "declare the adapter"),
        new("MIX3001", "inventory names a file that is not there: error of a tool run", "inventory, the entry", "none: removing and adding are both possible"),
        new("MIX3002", "template of an adapter not in the server: a line in the log, instances never come", "host project", "none: a reference is added in the project file"),
        new("MIX3004", "template not in the inventory: silently absent", "proto, package or option", InMessage),
        new("MIX3005", "inventory that cannot be read: error of a tool run", "inventory, the line", InMessage),
        new("MIX3006", "template of one name in two packages: the host's compiler fails on generated code", "host project", Choice),
        new("MIX3007", "adapter of one name in two packages: panic at start", "host project", Choice),
        new("-", "configuration cast to another type: panic while the handler is built", "cannot happen: HandlerBuilder is typed over the message", "-"),
        new("-", "output assigned without its setter: every mapping fails", "cannot happen: assigning a property sets the output", "-"),
        new("-", "default configuration missing: panic at start", "cannot happen: the message's own defaults, unless overridden", "-"),
        new("-", "handler table out of date after a template was added: a tool was not run again", "cannot happen: the build generates", "-"),
    ];

    public static DiagnosticNotes Of(string id) => All.Single(notes => notes.Id == id);
}
