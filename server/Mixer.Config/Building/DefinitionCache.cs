using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Expressions;

namespace Mixer.Config.Building;

/// <summary>
/// What the last build made of resources without a word against them: as long as a resource and what it depends on are the same objects, so is its definition,
/// and a change costs what changed. <see cref="Find"/> may be called by many threads, the rest by one.
/// </summary>
internal sealed class DefinitionCache
{
    private readonly Dictionary<string, object> _dependencies = new(StringComparer.Ordinal);
    private Dictionary<Resource, object> _known = [];
    private Dictionary<Resource, object> _next = [];
    private ExpressionCompiler? _compiler;
    private bool _areRulesValid = true;

    /// <summary>Begins a build over the attributes of <paramref name="compiler"/>.</summary>
    public void Begin(ExpressionCompiler compiler)
    {
        (_known, _next) = (_next, []);
        _areRulesValid = true;
        if (_compiler != compiler)
        {
            _known.Clear();
            _compiler = compiler;
        }
    }

    /// <summary>Goes on to the rules, which can be the same only if all that they may refer to is.</summary>
    public void BeginRules(IReadOnlyDictionary<string, HandlerDefinition> handlers, IReadOnlyDictionary<string, InstanceDefinition> instances)
    {
        _areRulesValid = _dependencies.Count == handlers.Count + instances.Count
            && handlers.All(h => _dependencies.TryGetValue(h.Key, out var known) && ReferenceEquals(known, h.Value))
            && instances.All(i => _dependencies.TryGetValue(i.Key, out var known) && ReferenceEquals(known, i.Value));
        if (_areRulesValid)
        {
            return;
        }

        _dependencies.Clear();
        foreach (var (name, handler) in handlers)
        {
            _dependencies[name] = handler;
        }

        foreach (var (name, instance) in instances)
        {
            _dependencies[name] = instance;
        }
    }

    /// <summary>What was made of <paramref name="resource"/>, if it would be the same now.</summary>
    public T? Find<T>(Resource resource)
        where T : class =>
        (_areRulesValid || typeof(T) != typeof(Rule)) && _known.TryGetValue(resource, out var made) ? made as T : null;

    /// <summary>Remembers what was made of <paramref name="resource"/>.</summary>
    public void Keep(Resource resource, object made) => _next[resource] = made;
}
