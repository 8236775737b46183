using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

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
    private Dictionary<ResourceKey, Resource> _lastGood = [];
    private IReadOnlyList<Resource> _accepted = [];

    /// <summary>A builder for a server that has these adapters and templates.</summary>
    public SnapshotBuilder(IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates, ConfigPolicy policy) =>
        (_inventory, _policy) = (new Inventory(adapters, templates), policy);

    /// <summary>Builds the snapshot number <paramref name="id"/>. Never fails as a whole: what is wrong is in its problems.</summary>
    public ConfigSnapshot Build(ResourceSet resources, long id)
    {
        var ordered = resources.Ordered();
        var pass = new BuildPass(_inventory, _policy == ConfigPolicy.KeepLastGood ? _lastGood : NoVersions);
        var snapshot = pass.Run(ordered, id);
        switch (_policy)
        {
            case ConfigPolicy.KeepLastGood:
                _lastGood = Remember(ordered, pass.Good);
                return snapshot;
            case ConfigPolicy.Strict when pass.HasErrors:
                return Refuse(snapshot, id);
            default:
                _accepted = ordered;
                return snapshot;
        }
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
        var kept = new BuildPass(_inventory, NoVersions).Run(_accepted, id);
        var effective = kept.Resources.Where(r => r.Effective is not null).ToDictionary(r => r.Key, r => r.Effective);
        return new ConfigSnapshot
        {
            Id = id,
            Vocabulary = kept.Vocabulary,
            Compiler = kept.Compiler,
            AttributeCount = kept.AttributeCount,
            Handlers = kept.Handlers,
            Instances = kept.Instances,
            Rules = kept.Rules,
            Problems = refused.Problems,
            Resources =
            [
                .. refused.Resources.Select(r => r.State == ResourceState.Ignored ? r
                    : effective.TryGetValue(r.Key, out var location) ? r with { State = ResourceState.Superseded, Effective = location }
                    : r with { State = ResourceState.Refused, Effective = null }),
            ],
            IsRefused = true,
        };
    }
}
