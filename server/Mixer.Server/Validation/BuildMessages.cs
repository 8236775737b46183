using System.Globalization;
using Mixer.Config;

namespace Mixer.Server.Validation;

/// <summary>Problems in the form that MSBuild and editors recognise: <c>file(line,column): error MIX4001: text</c>, one line each.</summary>
internal static class BuildMessages
{
    private const string Pages = "https://github.com/mixer-dotnet/mixer/blob/main/docs/diagnostics/";

    public static string Line(ConfigProblem problem)
    {
        var place = problem.Location;
        var at = place.Line == 0 ? place.File : string.Create(CultureInfo.InvariantCulture, $"{place.File}({place.Line},{Math.Max(1, place.Column)})");
        var word = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
        var id = ConfigDiagnostic.Of(problem.Kind).Id;
        return $"{at}: {word} {id}: {OneLine(problem.Describe())} ({Pages}{id}.md)";
    }

    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
