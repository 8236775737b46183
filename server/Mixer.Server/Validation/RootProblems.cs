using System.Text.RegularExpressions;
using Mixer.Config;

namespace Mixer.Server.Validation;

/// <summary>
/// Leaves out what is only the consequence of another problem: a rule whose handler is not there because the handler itself is wrong. One mistake is one message
/// in a build; the server's own report has them all.
/// </summary>
internal static partial class RootProblems
{
    public static IReadOnlyList<ConfigProblem> Of(IReadOnlyList<ConfigProblem> problems)
    {
        var broken = problems.Where(problem => problem.Severity == ProblemSeverity.Error && !IsReference(problem) && !IsEmptiness(problem))
            .Select(problem => problem.Resource)
            .Where(resource => resource.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
        return [.. problems.Where(problem => !IsConsequence(problem, problems, broken))];
    }

    private static bool IsConsequence(ConfigProblem problem, IReadOnlyList<ConfigProblem> all, HashSet<string> broken) =>
        IsReference(problem) ? Wanted().Match(problem.Message) is { Success: true } wanted && broken.Any(resource => Names(wanted.Groups["name"].Value, resource))
        : IsEmptiness(problem) && all.Any(other => other.Resource == problem.Resource && !IsEmptiness(other));

    private static bool IsReference(ConfigProblem problem) =>
        problem.Kind is ProblemKind.HandlerNotFound or ProblemKind.InstanceNotFound or ProblemKind.AdapterNotFound or ProblemKind.TemplateNotFound;

    private static bool IsEmptiness(ConfigProblem problem) => problem.Kind is ProblemKind.NoInstances or ProblemKind.NoActions;

    // A reference may leave out the kind and the namespace at its end.
    private static bool Names(string reference, string resource) =>
        resource == reference || resource.StartsWith(reference + ".", StringComparison.Ordinal);

    [GeneratedRegex("'(?<name>[^']+)'[^']*$")]
    private static partial Regex Wanted();
}
