using Mixer.CommandLine;
using Mixer.Runtime.Explaining;

namespace Mixer.Server.Commands;

/// <summary>The flags of <c>mixs explain</c>.</summary>
internal sealed class ExplainFlags
{
    private readonly Flag<string> _server;
    private readonly Flag<string> _output;
    private readonly Flag<string> _variety;
    private readonly Flag<string> _rules;
    private readonly Flag<long> _max;
    private readonly Flag<bool> _call;
    private readonly Flag<string> _namespace;

    public ExplainFlags(FlagSet flags)
    {
        _server = flags.String("server", "", "Ask a running server instead of reading a directory: host and port of its monitoring pages, e.g. localhost:9093");
        _output = flags.String("output", "text", "Form of the answer: text or json", 'o');
        _variety = flags.String("variety", "", "Only what rules do for one of: " + string.Join(", ", VarietyNames.Names));
        _rules = flags.String("rules", "", "Only rules whose full name contains this");
        _max = flags.Integer("max", "int", 200, 0, int.MaxValue, "How many rules that do not apply are listed");
        _call = flags.Bool("call", false, "Build the handlers and carry out the check, adapters included; only with a directory");
        _namespace = flags.String("configDefaultNamespace", "istio-system", "Namespace whose rules apply to all calls; only with a directory");
        Attributes = new AttributeFlags(flags);
    }

    public AttributeFlags Attributes { get; }

    public string Server => _server.Value;

    public bool IsJson => _output.Value == "json";

    public bool Call => _call.Value;

    public string DefaultNamespace => _namespace.Value;

    public ExplainQuery Query => new()
    {
        Variety = VarietyNames.TryParse(_variety.Value, out var variety) ? variety : null,
        Rules = _rules.Value,
        MaxOthers = (int)_max.Value,
    };

    /// <summary>What is wrong with the flags together; null if nothing is.</summary>
    public string? ProblemWith(IReadOnlyList<string> arguments) =>
        _output.Value is not ("text" or "json") ? "--output must be text or json"
        : _variety.Value.Length > 0 && Query.Variety is null ? $"--variety must be one of {string.Join(", ", VarietyNames.Names)}"
        : Server.Length > 0 ? arguments.Count > 0 ? "give a directory or --server, not both" : Call ? "--call needs a directory" : null
        : arguments is not [var directory] ? "give the directory of a configuration, or --server: mixs explain DIR [-a name=value,...]"
        : Directory.Exists(directory) ? null
        : $"{directory}: no such directory";
}
