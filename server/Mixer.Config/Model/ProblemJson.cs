using System.Text.Json;

namespace Mixer.Config.Model;

/// <summary>The form of problems in JSON, the same wherever the server or its tools show them.</summary>
public static class ProblemJson
{
    /// <summary>
    /// Writes an object with <c>file</c>, <c>line</c>, <c>column</c> (from 1; 0 if not known), <c>severity</c> (<c>error</c>, <c>warning</c>), <c>kind</c>
    /// (see <see cref="ProblemKinds.Text"/>), <c>resource</c> (full name), <c>field</c>, <c>message</c>, and where there is one <c>hint</c> and <c>related</c> (another place).
    /// </summary>
    public static void Write(Utf8JsonWriter json, ConfigProblem problem)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(problem);
        json.WriteStartObject();
        WritePlace(json, problem.Location);
        json.WriteString("severity", problem.Severity == ProblemSeverity.Error ? "error" : "warning");
        json.WriteString("kind", problem.Kind.Text());
        json.WriteString("resource", problem.Resource);
        json.WriteString("field", problem.Field);
        json.WriteString("message", problem.Message);
        if (problem.Hint is not null)
        {
            json.WriteString("hint", problem.Hint);
        }

        if (problem.Related is { } related)
        {
            json.WriteStartObject("related");
            WritePlace(json, related);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>Writes the members <c>file</c>, <c>line</c>, <c>column</c> into the object begun.</summary>
    private static void WritePlace(Utf8JsonWriter json, SourceLocation place)
    {
        json.WriteString("file", place.File ?? "");
        json.WriteNumber("line", place.Line);
        json.WriteNumber("column", place.Column);
    }
}
