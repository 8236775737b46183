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
    private const string RefusedAsAWhole = "the configuration is refused as a whole";
    private readonly Inventory _inventory;
    private readonly ConfigPolicy _policy;
    private readonly CompilerCache _compilers = new();
    private readonly DefinitionCache _definitions = new();
    private Dictionary<ResourceKey, Resource> _lastGood = [];
    private Dictionary<string, AttributeType> _attributes = [];
    private IReadOnlySet<ResourceKey> _undecodable = new HashSet<ResourceKey>();
    private IReadOnlyList<Resource> _built = [];
    private IReadOnlyList<Resource>? _accepted;

    /// <summary>A builder for a server that has these adapters and templates.</summary>
    public SnapshotBuilder(IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates, ConfigPolicy policy) =>
        (_inventory, _policy) = (new Inventory(adapters, templates), policy);

    /// <summary>Builds the snapshot number <paramref name="id"/>. Never fails as a whole: what is wrong is in its problems.</summary>
    public ConfigSnapshot Build(ResourceSet resources, long id)
    {
        _built = resources.Ordered();
        var fallback = _policy == ConfigPolicy.Strict ? Fallback.None : new Fallback(_lastGood, ForAnyError: _policy == ConfigPolicy.KeepLastGood);
        var pass = new BuildPass(_inventory, _compilers, _definitions, fallback);
        var snapshot = pass.Run(_built, id);
        _undecodable = pass.Undecodable;
        if (_policy == ConfigPolicy.KeepLastGood)
        {
            (pass, snapshot) = Retain(pass, snapshot, _built);
            _attributes = pass.Attributes;
        }

        if (_policy != ConfigPolicy.Strict)
        {
            _lastGood = Remember(_built, pass.Good);
        }

        if (resources.SourceProblems.Count > 0)
        {
            snapshot = snapshot.With([.. resources.SourceProblems, .. snapshot.Problems], resources.SourceProblems.Count, snapshot.Resources, isRefused: false);
        }

        return _policy == ConfigPolicy.Strict && (pass.HasErrors || resources.SourceProblems.Any(p => p.Severity == ProblemSeverity.Error)) ? Refuse(snapshot) : snapshot;
    }

    /// <summary>What was built last has come into effect in full: what is refused from now on leaves it there.</summary>
    public void Accept() => _accepted = _built;

    /// <summary>
    /// What stands in place of <paramref name="snapshot"/>, built last, if it is refused as a whole: the accepted configuration again, with the reasons why the new one is not in
    /// effect. If none was ever accepted nothing is in effect, so that the rules whose policy is to fail closed deny what they apply to.
    /// </summary>
    public ConfigSnapshot Refuse(ConfigSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var kept = _accepted is null ? snapshot.Closed(RefusedAsAWhole) : new BuildPass(_inventory, _compilers, _definitions, Fallback.None).Run(_accepted, snapshot.Id);
        var effective = _accepted is null ? [] : kept.Resources.Where(r => r.Effective is not null).ToDictionary(r => r.Key);
        return kept.With(
            snapshot.Problems,
            snapshot.SourceProblemCount,
            [
                .. snapshot.Resources.Select(r => r.State == ResourceState.Ignored ? r
                    : effective.TryGetValue(r.Key, out var earlier) ? r with { State = StateBeside(r, earlier), Effective = earlier.Effective, EffectiveRevision = earlier.EffectiveRevision }
                    : r with { State = ResourceState.Refused, Effective = null, EffectiveRevision = "" }),
            ],
            isRefused: true);
    }

    /// <summary>
    /// How many of the changes that led to what was built last the reference would count as published: not what only moved, is of a kind that nobody here knows, or cannot be decoded.
    /// </summary>
    public int CountPublished(IEnumerable<ResourceChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Count(change => !change.IsMove && _inventory.Kinds.Contains(change.Key.Kind) && !(change.Resource is not null && _undecodable.Contains(change.Key)));
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

        var second = new BuildPass(_inventory, _compilers, _definitions, new Fallback(_lastGood, ForAnyError: true), pass, _attributes);
        var better = second.Run(resources, snapshot.Id);
        return second.Losses < pass.Losses ? (second, better) : (pass, snapshot);
    }

    /// <summary>The versions to fall back to of everything that still exists.</summary>
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

    // What the refused configuration and the one in effect have in common is in effect as written.
    private static ResourceState StateBeside(ResourceStatus wanted, ResourceStatus earlier) =>
        wanted.Revision == earlier.EffectiveRevision ? earlier.State : ResourceState.Superseded;
}
