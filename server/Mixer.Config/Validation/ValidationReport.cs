using System.Collections.Immutable;
using System.Text.Json;
using Mixer.Config.Model;

namespace Mixer.Config.Validation;

/// <summary>What a configuration is worth. Immutable.</summary>
/// <param name="ResourceCount">Resources found, those of unknown kinds included.</param>
/// <param name="Problems">What is wrong, by file and place.</param>
public sealed record ValidationReport(int ResourceCount, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Number of errors: each takes something out of effect.</summary>
    public int ErrorCount { get; } = Problems.Count(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Number of warnings.</summary>
    public int WarningCount => Problems.Length - ErrorCount;

    /// <summary>True if the server would put everything into effect.</summary>
    public bool IsValid => ErrorCount == 0;

    /// <summary>
    /// Writes one object: <c>valid</c>, <c>resources</c>, <c>errors</c>, <c>warnings</c> and <c>problems</c>, each as <see cref="ProblemJson.Write"/> has it.
    /// </summary>
    public void WriteJson(Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteBoolean("valid", IsValid);
        json.WriteNumber("resources", ResourceCount);
        json.WriteNumber("errors", ErrorCount);
        json.WriteNumber("warnings", WarningCount);
        json.WriteStartArray("problems");
        foreach (var problem in Problems)
        {
            ProblemJson.Write(json, problem);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
