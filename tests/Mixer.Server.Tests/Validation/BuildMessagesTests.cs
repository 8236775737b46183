using Mixer.Config;
using Mixer.Server.Validation;

namespace Mixer.Server.Tests.Validation;

public sealed class BuildMessagesTests
{
    [Fact]
    public void Line_ProblemWithPlace_IsWhatMsbuildRecognises() =>
        Assert.Equal(
            "/c/a.yaml(3,8): error MIX4001: d.denier.ns: validDuraton: unknown field (did you mean 'validDuration'?) "
            + "(https://github.com/mixer-dotnet/mixer/blob/main/docs/diagnostics/MIX4001.md)",
            BuildMessages.Line(new ConfigProblem(ProblemSeverity.Error, new SourceLocation("/c/a.yaml", 3, 8), "d.denier.ns", "validDuraton", "unknown field")
            {
                Kind = ProblemKind.UnknownField, Hint = "did you mean 'validDuration'?",
            }));

    [Fact]
    public void Line_TextOfSeveralLines_IsOneLine() =>
        Assert.StartsWith(
            "/c/a.yaml: warning MIX4000: one two (", BuildMessages.Line(new ConfigProblem(ProblemSeverity.Warning, new SourceLocation("/c/a.yaml"), "", "", "one\n\ttwo")), StringComparison.Ordinal);

    [Fact]
    public void Roots_RuleOfBrokenHandler_IsLeftOut()
    {
        var cause = Error("h.denier.ns", ProblemKind.UnknownField, "unknown field");
        Assert.Equal([cause], RootProblems.Of(
        [
            cause,
            Error("r.rule.ns", ProblemKind.HandlerNotFound, "Handler not found: handler='h.denier'"),
            Error("r.rule.ns", ProblemKind.NoActions, "No valid actions found in rule"),
        ]));
    }

    [Fact]
    public void Roots_RuleOfMissingHandler_IsTheOneMessage()
    {
        var cause = Error("r.rule.ns", ProblemKind.HandlerNotFound, "Handler not found: handler='nosuch.denier'");
        Assert.Equal([cause], RootProblems.Of([Error("h.denier.ns", ProblemKind.DeprecatedField, "older spelling") with { Severity = ProblemSeverity.Warning }, cause,
            Error("r.rule.ns", ProblemKind.NoActions, "No valid actions found in rule")]).Where(problem => problem.Severity == ProblemSeverity.Error));
    }

    [Fact]
    public void Roots_RuleWithoutActions_StaysAlone()
    {
        var cause = Error("r.rule.ns", ProblemKind.NoActions, "No valid actions found in rule");
        Assert.Equal([cause], RootProblems.Of([cause]));
    }

    private static ConfigProblem Error(string resource, ProblemKind kind, string message) =>
        new(ProblemSeverity.Error, new SourceLocation("/c/a.yaml", 1, 1), resource, "", message) { Kind = kind };
}
