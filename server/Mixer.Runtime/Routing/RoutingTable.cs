using System.Collections.Frozen;

namespace Mixer.Runtime.Routing;

/// <summary>What every call does under one snapshot: variety, namespace, conditions, steps. Immutable.</summary>
internal sealed record RoutingTable(
    VarietyTable<CheckStep> Checks, VarietyTable<QuotaStep> Quotas, VarietyTable<ReportStep> Reports, VarietyTable<GeneratorStep> Generators)
{
    public static RoutingTable Empty { get; } = new(None<CheckStep>(), None<QuotaStep>(), None<ReportStep>(), None<GeneratorStep>());

    /// <summary>The namespace whose rules come first for every call.</summary>
    public string DefaultNamespace { get; init; } = "";

    /// <summary>What rules do to headers, if the check is OK; null if none does anything.</summary>
    public VarietyTable<DirectiveStep>? Directives { get; init; }

    /// <summary>What stands for rules that must not be passed over.</summary>
    public GuardTable Guards { get; init; } = GuardTable.Empty;

    /// <summary>Rules skipped for their match.</summary>
    public int MatchErrors { get; init; }

    /// <summary>Actions skipped for lack of a live handler.</summary>
    public int UnsatisfiedActions { get; init; }

    private static VarietyTable<TStep> None<TStep>()
        where TStep : Step => new(Segment<TStep>.Empty, FrozenDictionary<string, Segment<TStep>>.Empty);
}
