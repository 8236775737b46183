using System.Collections.Immutable;
using Mixer.Attributes;
using Mixer.Expressions;

namespace Mixer.Config.Model;

/// <summary>Everything that one version of the configuration means: resolved, validated, immutable, in ordinal order of full names.</summary>
public sealed class ConfigSnapshot
{
    /// <summary>-1 for the empty configuration, then 0, 1, 2, ...</summary>
    public required long Id { get; init; }

    /// <summary>The attributes it knows.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Compiles over <see cref="Vocabulary"/>; shared by everything of the snapshot.</summary>
    public required ExpressionCompiler Compiler { get; init; }

    /// <summary>How many attributes the manifests and templates declare.</summary>
    public required int AttributeCount { get; init; }

    /// <summary>All handlers that are well-formed, used or not.</summary>
    public required ImmutableArray<HandlerDefinition> Handlers { get; init; }

    /// <summary>All instances that are well-formed, used or not.</summary>
    public required ImmutableArray<InstanceDefinition> Instances { get; init; }

    /// <summary>All rules that are well-formed and have an action left, in ordinal order of namespace, then name.</summary>
    public required ImmutableArray<Rule> Rules { get; init; }

    /// <summary>The rules that deny what they apply to, because they cannot do their work; in the order of <see cref="Rules"/>.</summary>
    public ImmutableArray<BlockedRule> BlockedRules { get; init; } = [];

    /// <summary>What is wrong with the configuration: first with its sources, then with its resources.</summary>
    public required ImmutableArray<ConfigProblem> Problems { get; init; }

    /// <summary>How many of <see cref="Problems"/> are of the sources.</summary>
    public int SourceProblemCount { get; init; }

    /// <summary>What became of each resource, in ordinal order of full names.</summary>
    public ImmutableArray<ResourceStatus> Resources { get; init; } = [];

    /// <summary>True if the policy refused the configuration as a whole: this snapshot stands for an earlier one, <see cref="Problems"/> for the one refused.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Nothing of the configuration in effect, so that its rules of policy <see cref="FailurePolicy.FailClose"/> deny what they apply to.</summary>
    internal ConfigSnapshot Closed(string reason)
    {
        var blocked = BlockedRules.Select(rule => rule.Name).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Id = Id,
            Vocabulary = Vocabulary,
            Compiler = Compiler,
            AttributeCount = AttributeCount,
            Handlers = [],
            Instances = [],
            Rules = [],
            BlockedRules =
            [
                .. BlockedRules.Concat(Rules.Where(rule => rule.FailurePolicy == FailurePolicy.FailClose && !blocked.Contains(rule.Name))
                        .Select(rule => new BlockedRule(rule.Name, rule.Namespace, rule.Condition, reason, rule.Location)))
                    .OrderBy(rule => rule.Namespace, StringComparer.Ordinal).ThenBy(rule => rule.Name, StringComparer.Ordinal),
            ],
            Problems = Problems,
            SourceProblemCount = SourceProblemCount,
            Resources = Resources,
        };
    }

    /// <summary>The same configuration with another account of how it came about.</summary>
    internal ConfigSnapshot With(ImmutableArray<ConfigProblem> problems, int sourceProblemCount, ImmutableArray<ResourceStatus> resources, bool isRefused) => new()
    {
        Id = Id,
        Vocabulary = Vocabulary,
        Compiler = Compiler,
        AttributeCount = AttributeCount,
        Handlers = Handlers,
        Instances = Instances,
        Rules = Rules,
        BlockedRules = BlockedRules,
        Problems = problems,
        SourceProblemCount = sourceProblemCount,
        Resources = resources,
        IsRefused = isRefused,
    };
}
