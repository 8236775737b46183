using System.Collections.Immutable;
using Mixer.Api.Policy.V1Beta1;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Sdk.Values;
using Rule = Mixer.Config.Model.Rule;

namespace Mixer.Config.Building;

/// <summary>One way through all resources, stage by stage. Single use.</summary>
/// <param name="inventory">What the server has.</param>
/// <param name="compilers">Gives the compiler for the attributes found.</param>
/// <param name="lastGood">Versions to fall back to; empty if the policy is not to keep them.</param>
/// <param name="first">The pass before, if this is a second one: what had errors there is taken only in its last good version.</param>
/// <param name="retained">Attributes that last good versions may still use although no manifest declares them any more.</param>
internal sealed class BuildPass(
    Inventory inventory,
    CompilerCache compilers,
    IReadOnlyDictionary<ResourceKey, Resource> lastGood,
    BuildPass? first = null,
    IReadOnlyDictionary<string, AttributeType>? retained = null)
{
    private readonly HashSet<ResourceKey> _faulty = [];
    private static readonly Dictionary<string, AttributeType> NoAttributes = [];
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<ResourceStatus> _statuses = [];

    /// <summary>Versions that had no error in this pass.</summary>
    public Dictionary<ResourceKey, Resource> Good { get; } = [];

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
            Choose<AttributeManifest>(resource, (r, problems) => DecodeManifest(r, vocabularyBuilder, problems));
        }

        Attributes = vocabularyBuilder.Build(inventory.Templates.Values);
        foreach (var (name, type) in retained ?? NoAttributes)
        {
            Attributes.TryAdd(name, type);
        }

        var compiler = compilers.Get(Attributes);

        var handlers = new SortedDictionary<string, HandlerDefinition>(StringComparer.Ordinal);
        foreach (var resource in resources.Where(r => inventory.IsHandler(r.Key.Kind)))
        {
            if (Choose(resource, decoder.DecodeHandler) is { } handler)
            {
                handlers[handler.Name] = handler;
            }
        }

        var instances = new SortedDictionary<string, InstanceDefinition>(StringComparer.Ordinal);
        foreach (var resource in resources.Where(r => inventory.IsInstance(r.Key.Kind)))
        {
            if (Choose(resource, (r, problems) => decoder.DecodeInstance(r, compiler, problems)) is { } instance)
            {
                instances[instance.Name] = instance;
            }
        }

        var resolver = new RuleResolver(handlers, instances, compiler);
        var rules = ImmutableArray.CreateBuilder<Rule>();
        foreach (var resource in resources.Where(r => r.Key.Kind == Inventory.Rule))
        {
            if (Choose(resource, resolver.Resolve) is { } rule)
            {
                rules.Add(rule);
            }
        }

        Ignore(resources);
        return new ConfigSnapshot
        {
            Id = id,
            Vocabulary = compiler.Vocabulary,
            Compiler = compiler,
            AttributeCount = Attributes.Count,
            Handlers = [.. handlers.Values],
            Instances = [.. instances.Values],
            Rules = rules.DrainToImmutable(),
            Problems = [.. first?._problems ?? _problems],
            Resources = [.. _statuses.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal)],
        };
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
    private T? Choose<T>(Resource resource, Func<Resource, ProblemSink, T?> make)
        where T : class
    {
        var problems = new ProblemSink(resource);
        var made = make(resource, problems);
        _problems.AddRange(problems.Items);
        var wasFaulty = first is not null && first._faulty.Contains(resource.Key);
        if (!problems.HasErrors && !wasFaulty)
        {
            Good[resource.Key] = resource;
            Settle(resource, ResourceState.Effective, resource);
            return made;
        }

        _faulty.Add(resource.Key);
        if (lastGood.TryGetValue(resource.Key, out var last) && (wasFaulty || last.Version != resource.Version))
        {
            var earlier = new ProblemSink(last);
            if (make(last, earlier) is { } kept && !earlier.HasErrors)
            {
                Good[resource.Key] = last;
                Settle(resource, ResourceState.Superseded, last);
                return kept;
            }
        }

        // Without errors here, but with errors in the first pass: it is only the retained attributes that would make it usable.
        if (made is null || !problems.HasErrors)
        {
            Settle(resource, ResourceState.Refused, null);
            return null;
        }

        Settle(resource, ResourceState.Reduced, resource);
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
