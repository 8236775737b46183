using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>
/// Turns resources into a snapshot, collecting everything that is wrong with them. Remembers the last good version of each resource, as its policy needs it;
/// therefore one builder serves one sequence of configurations, on one thread at a time.
/// </summary>
public sealed class SnapshotBuilder
{
    private static readonly Dictionary<ResourceKey, Resource> NoVersions = [];
    private readonly Inventory _inventory;
    private readonly ConfigPolicy _policy;
    private readonly CompilerCache _compilers = new();
    private readonly DefinitionCache _definitions = new();
    private Dictionary<ResourceKey, Resource> _lastGood = [];
    private Dictionary<string, AttributeType> _attributes = [];
    private IReadOnlyList<Resource> _accepted = [];

    /// <summary>A builder for a server that has these adapters and templates.</summary>
    public SnapshotBuilder(IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates, ConfigPolicy policy) =>
        (_inventory, _policy) = (new Inventory(adapters, templates), policy);

    /// <summary>Builds the snapshot number <paramref name="id"/>. Never fails as a whole: what is wrong is in its problems.</summary>
    public ConfigSnapshot Build(ResourceSet resources, long id)
    {
        var ordered = resources.Ordered();
        var pass = new BuildPass(_inventory, _compilers, _definitions, _policy == ConfigPolicy.KeepLastGood ? _lastGood : NoVersions);
        var snapshot = pass.Run(ordered, id);
        if (_policy == ConfigPolicy.KeepLastGood)
        {
            (pass, snapshot) = Retain(pass, snapshot, ordered);
            _lastGood = Remember(ordered, pass.Good);
            _attributes = pass.Attributes;
        }
        else if (_policy == ConfigPolicy.Strict && (pass.HasErrors || resources.SourceProblems.Any(p => p.Severity == ProblemSeverity.Error)))
        {
            snapshot = Refuse(snapshot, id);
        }
        else
        {
            _accepted = ordered;
        }

        return resources.SourceProblems.Count == 0
            ? snapshot
            : snapshot.With([.. resources.SourceProblems, .. snapshot.Problems], resources.SourceProblems.Count, snapshot.Resources, snapshot.IsRefused);
    }

    /// <summary>
    /// An attribute that no manifest declares any more would take rules with it that were good; if that is so, the attribute stays for them.
    /// </summary>
    private (BuildPass Pass, ConfigSnapshot Snapshot) Retain(BuildPass pass, ConfigSnapshot snapshot, IReadOnlyList<Resource> resources)
    {
        if (pass.Losses == 0 || !_attributes.Keys.Any(name => !pass.Attributes.ContainsKey(name)))
        {
            return (pass, snapshot);
        }

        var second = new BuildPass(_inventory, _compilers, _definitions, _lastGood, pass, _attributes);
        var better = second.Run(resources, snapshot.Id);
        return second.Losses < pass.Losses ? (second, better) : (pass, snapshot);
    }

    /// <summary>The last good versions of everything that still exists.</summary>
    private Dictionary<ResourceKey, Resource> Remember(IReadOnlyList<Resource> resources, Dictionary<ResourceKey, Resource> good)
    {
        foreach (var resource in resources)
        {
            if (!good.ContainsKey(resource.Key) && _lastGood.TryGetValue(resource.Key, out var earlier))
            {
                good.Add(resource.Key, earlier);
            }
        }

        return good;
    }

    /// <summary>The accepted configuration again, with the reasons why the new one is not in effect.</summary>
    private ConfigSnapshot Refuse(ConfigSnapshot refused, long id)
    {
        var kept = new BuildPass(_inventory, _compilers, _definitions, NoVersions).Run(_accepted, id);
        var effective = kept.Resources.Where(r => r.Effective is not null).ToDictionary(r => r.Key);
        return kept.With(
            refused.Problems,
            0,
            [
                .. refused.Resources.Select(r => r.State == ResourceState.Ignored ? r
                    : effective.TryGetValue(r.Key, out var earlier) ? r with { State = StateBeside(r, earlier), Effective = earlier.Effective, EffectiveRevision = earlier.EffectiveRevision }
                    : r with { State = ResourceState.Refused, Effective = null, EffectiveRevision = "" }),
            ],
            isRefused: true);
    }

    // What the refused configuration and the one in effect have in common is in effect as written.
    private static ResourceState StateBeside(ResourceStatus wanted, ResourceStatus earlier) =>
        wanted.Revision == earlier.EffectiveRevision ? earlier.State : ResourceState.Superseded;
}
