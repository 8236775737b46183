using Mixer.Api.Policy.V1Beta1;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>One way through all resources, stage by stage. Single use.</summary>
/// <param name="inventory">What the server has.</param>
/// <param name="compilers">Gives the compiler for the attributes found.</param>
/// <param name="definitions">What is the same as in the build before.</param>
/// <param name="fallback">Versions to fall back to.</param>
/// <param name="first">The pass before, if this is a second one: what had errors there is taken only in its last good version.</param>
/// <param name="retained">Attributes that last good versions may still use although no manifest declares them any more.</param>
internal sealed class BuildPass(
    Inventory inventory,
    CompilerCache compilers,
    DefinitionCache definitions,
    Fallback fallback,
    BuildPass? first = null,
    IReadOnlyDictionary<string, AttributeType>? retained = null)
{
    private const int ParallelFrom = 200;
    private const int MaxHinted = 1000;
    private readonly HashSet<ResourceKey> _faulty = [];
    private readonly HashSet<ResourceKey> _undecodable = [];
    private readonly List<BlockedRule> _blocked = [];
    private RuleResolver? _resolver;
    private static readonly Dictionary<string, AttributeType> NoAttributes = [];
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<ResourceStatus> _statuses = [];

    /// <summary>Versions that the next pass may fall back to.</summary>
    public Dictionary<ResourceKey, Resource> Good { get; } = [];

    /// <summary>What could not be decoded as it is written.</summary>
    public IReadOnlySet<ResourceKey> Undecodable => _undecodable;

    public bool HasErrors => _faulty.Count > 0;

    /// <summary>What expressions could use in this pass.</summary>
    public Dictionary<string, AttributeType> Attributes { get; private set; } = [];

    /// <summary>How many resources are not in effect, or not in full.</summary>
    public int Losses => _statuses.Count(s => s.State is ResourceState.Refused or ResourceState.Reduced);

    public ConfigSnapshot Run(IReadOnlyList<Resource> resources, long id)
    {
        var decoder = new DefinitionDecoder(inventory);
        var vocabularyBuilder = new VocabularyBuilder();
        foreach (var resource in resources.Where(r => r.Key.Kind == Inventory.Manifest))
        {
            var problems = new ProblemSink(resource);
            Choose(resource, DecodeManifest(resource, vocabularyBuilder, problems), problems, (r, sink) => DecodeManifest(r, vocabularyBuilder, sink));
        }

        Attributes = vocabularyBuilder.Build(inventory.Templates.Values);
        foreach (var (name, type) in retained ?? NoAttributes)
        {
            Attributes.TryAdd(name, type);
        }

        var compiler = compilers.Get(Attributes);

        definitions.Begin(compiler);
        var handlers = ByName(ChooseAll(resources.Where(r => inventory.IsHandler(r.Key.Kind)), decoder.DecodeHandler), h => h.Name);
        Distinguish(handlers);
        var instances = ByName(ChooseAll(resources.Where(r => inventory.IsInstance(r.Key.Kind)), (r, problems) => decoder.DecodeInstance(r, compiler, problems)), i => i.Name);
        definitions.BeginRules(handlers, instances);
        var refused = ByName(_statuses.Where(s => s.State == ResourceState.Refused), s => s.Key.ToString());
        _resolver = new RuleResolver(handlers, instances, refused, compiler);
        var rules = ChooseAll(resources.Where(r => r.Key.Kind == Inventory.Rule), _resolver.Resolve);

        Ignore(resources);
        return new ConfigSnapshot
        {
            Id = id,
            Vocabulary = compiler.Vocabulary,
            Compiler = compiler,
            AttributeCount = Attributes.Count,
            Handlers = [.. handlers.Values.OrderBy(h => h.Name, StringComparer.Ordinal)],
            Instances = [.. instances.Values.OrderBy(i => i.Name, StringComparer.Ordinal)],
            Rules = [.. rules],
            BlockedRules = [.. _blocked],
            Problems = [.. first?._problems ?? _problems],
            Resources = [.. _statuses.Order(Comparer<ResourceStatus>.Create(static (a, b) => ResourceKey.CompareNames(a.Key, b.Key)))],
        };
    }

    // Two handlers must not be one in messages and metrics: "h.denier" of kind handler and "h" of kind denier would be.
    private static void Distinguish(Dictionary<string, HandlerDefinition> handlers)
    {
        foreach (var handler in handlers.Values.GroupBy(h => h.RuntimeName, StringComparer.Ordinal).Where(same => same.Skip(1).Any()).SelectMany(same => same).ToList())
        {
            handlers[handler.Name] = handler with { RuntimeName = handler.Name };
        }
    }

    // Names with dots in them can make one full name of two keys; the later one is what a reference means.
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> name)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            result[name(item)] = item;
        }

        return result;
    }

    /// <summary>Makes something of each resource, on all processors if there are many, and chooses in their order.</summary>
    private List<T> ChooseAll<T>(IEnumerable<Resource> resources, Func<Resource, ProblemSink, T?> make)
        where T : class
    {
        var list = resources.ToList();
        var results = new (T? Made, ProblemSink Problems)[list.Count];
        if (list.Count >= ParallelFrom)
        {
            Parallel.For(0, list.Count, Make);
        }
        else
        {
            for (var i = 0; i < list.Count; i++)
            {
                Make(i);
            }
        }

        var chosen = new List<T>(list.Count);
        for (var i = 0; i < list.Count; i++)
        {
            if (Choose(list[i], results[i].Made, results[i].Problems, make) is { } one)
            {
                chosen.Add(one);
            }
        }

        return chosen;

        void Make(int i)
        {
            var problems = new ProblemSink(list[i], i < MaxHinted);
            results[i] = (definitions.Find<T>(list[i]) ?? make(list[i], problems), problems);
        }
    }

    private static AttributeManifest? DecodeManifest(Resource resource, VocabularyBuilder vocabulary, ProblemSink problems)
    {
        if (SpecDecoder.Decode(resource.Spec, AttributeManifest.Descriptor, null, problems) is not AttributeManifest manifest)
        {
            return null;
        }

        vocabulary.Add(manifest, resource, problems);
        return manifest;
    }

    /// <summary>
    /// Makes something of the resource, or of its last good version if the resource has errors and that version has none (any more).
    /// </summary>
    private T? Choose<T>(Resource resource, T? made, ProblemSink problems, Func<Resource, ProblemSink, T?> make)
        where T : class
    {
        _problems.AddRange(problems.Items);
        var wasFaulty = first is not null && first._faulty.Contains(resource.Key);
        if (!problems.HasErrors && !wasFaulty)
        {
            Good[resource.Key] = resource;
            Settle(resource, ResourceState.Effective, resource);
            if (made is not null && problems.Items.Count == 0)
            {
                definitions.Keep(resource, made);
            }

            return made;
        }

        _faulty.Add(resource.Key);
        if (problems.IsUndecodable)
        {
            _undecodable.Add(resource.Key);
        }
        else if (!fallback.ForAnyError)
        {
            Good[resource.Key] = resource;
        }

        var judged = resource;
        if (fallback.Find(resource, problems) is { } last && (wasFaulty || last.Version != resource.Version))
        {
            var earlier = new ProblemSink(last);
            var kept = make(last, earlier);
            if (kept is not null && !earlier.HasErrors)
            {
                Good[resource.Key] = last;
                Settle(resource, ResourceState.Superseded, last);
                return kept;
            }

            if (!fallback.ForAnyError)
            {
                Good[resource.Key] = last;
                (made, judged, problems) = (kept, last, earlier);
            }
        }

        if (resource.Key.Kind == Inventory.Rule && _resolver?.Block(judged, problems) is { } blocked)
        {
            _blocked.Add(blocked);
        }

        // Without errors here, but with errors in the first pass: it is only the retained attributes that would make it usable.
        if (made is null || !problems.HasErrors)
        {
            Settle(resource, ResourceState.Refused, null);
            return null;
        }

        Settle(resource, ResourceState.Reduced, judged);
        return made;
    }

    private void Settle(Resource resource, ResourceState state, Resource? effective) =>
        _statuses.Add(new ResourceStatus(resource.Key, state, resource.Location, effective?.Location)
        {
            Revision = resource.Version,
            EffectiveRevision = effective?.Version ?? "",
        });

    /// <summary>Other programs may keep their resources in the same store; only something that looks like ours misspelt is worth a word.</summary>
    private void Ignore(IReadOnlyList<Resource> resources)
    {
        foreach (var resource in resources)
        {
            var kind = resource.Key.Kind;
            if (kind is Inventory.Rule or Inventory.Manifest || inventory.IsHandler(kind) || inventory.IsInstance(kind))
            {
                continue;
            }

            Settle(resource, ResourceState.Ignored, null);
            if (resource.ApiVersion.StartsWith("config.istio.io/", StringComparison.Ordinal))
            {
                var problem = new ConfigProblem(ProblemSeverity.Warning, resource.Location, resource.Key.ToString(), "kind", $"unrecognized kind {kind}");
                _problems.Add(problem with
                {
                    Kind = ProblemKind.UnknownKind,
                    Hint = kind is "adapter" or "template" ? "adapters and templates of other processes are not supported" : NearestName.Hint(kind, inventory.Kinds),
                });
            }
        }
    }
}
