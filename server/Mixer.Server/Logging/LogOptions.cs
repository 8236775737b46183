namespace Mixer.Server.Logging;

/// <summary>Where log lines go and which (spec 07 section 13).</summary>
internal sealed record LogOptions
{
    /// <summary>Files, <c>stdout</c> or <c>stderr</c>. Standard output belongs to the stdio adapter, so it is not the default.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["stderr"];

    public string RotatePath { get; init; } = "";

    public long RotateMaxAgeDays { get; init; } = 30;

    public long RotateMaxMegabytes { get; init; } = 100;

    public long RotateMaxBackups { get; init; } = 1000;

    public bool AsJson { get; init; }

    /// <summary>Levels by scope: <c>[scope:]level,...</c>.</summary>
    public string OutputLevel { get; init; } = "default:info";

    /// <summary>From which level on lines carry a stack: <c>[scope:]level,...</c>.</summary>
    public string StackTraceLevel { get; init; } = "default:none";

    /// <summary>Scopes whose lines tell who wrote them: <c>scope,...</c>.</summary>
    public string Callers { get; init; } = "";

    public override string ToString() => $"targets {string.Join(' ', Targets)}, output {OutputLevel}, stacks {StackTraceLevel}, {(AsJson ? "JSON" : "text")}";
}
