using Kind = Mixer.Adapters.Prometheus.Params.Types.MetricInfo.Types.Kind;

namespace Mixer.Adapters.Prometheus.Metrics;

/// <summary>
/// All metrics of the process. A metric is on the page while a handler declares it. It keeps its counts when the same definition is
/// declared again, by a reload or by another handler; a changed definition replaces that one metric and nothing else. Any thread.
/// </summary>
internal sealed class MetricRegistry
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<Declaration>> _byName = new(StringComparer.Ordinal);

    /// <summary>Declares a metric for one handler, which must <see cref="Release"/> it.</summary>
    /// <param name="definition">The metric.</param>
    /// <param name="redefined">True if the name meant something else to handlers that still live.</param>
    public MetricFamily Declare(MetricDefinition definition, out bool redefined)
    {
        lock (_gate)
        {
            if (!_byName.TryGetValue(definition.Name, out var declarations))
            {
                _byName[definition.Name] = declarations = [];
            }

            var declaration = declarations.Find(d => d.Family.Definition.Equals(definition)) ?? new Declaration(new MetricFamily(definition));
            declarations.Remove(declaration);
            declarations.RemoveAll(d => d.Users == 0);
            redefined = declarations.Count > 0;

            // The last one is on the page.
            declarations.Add(declaration);
            declaration.Users++;
            return declaration.Family;
        }
    }

    /// <summary>
    /// Ends one declaration. A metric that nobody declares any more leaves the page; counts wait for the definition to come back, a gauge,
    /// whose value would be stale by then, forgets its series.
    /// </summary>
    public void Release(MetricFamily family)
    {
        lock (_gate)
        {
            var declarations = _byName[family.Definition.Name];
            var declaration = declarations.Find(d => ReferenceEquals(d.Family, family))!;
            if (--declaration.Users > 0)
            {
                return;
            }

            if (declarations.Count > 1)
            {
                declarations.Remove(declaration);
            }
            else if (family.Definition.Kind == Kind.Gauge)
            {
                family.Clear();
            }
        }
    }

    /// <summary>The metrics that are on the page, sorted by name.</summary>
    public List<MetricFamily> OnPage()
    {
        lock (_gate)
        {
            return _byName.Values
                .Where(declarations => declarations[^1].Users > 0)
                .Select(declarations => declarations[^1].Family)
                .OrderBy(family => family.Definition.Name, StringComparer.Ordinal)
                .ToList();
        }
    }

    private sealed class Declaration(MetricFamily family)
    {
        public MetricFamily Family { get; } = family;

        public int Users { get; set; }
    }
}
