using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Mixer.Attributes;
using Mixer.Config.Model;

namespace Mixer.Runtime.Routing;

/// <summary>Collects the steps of one variety by the namespace of their rules.</summary>
internal sealed class VarietyBuilder<TStep>(Vocabulary vocabulary, Func<int> nextId)
    where TStep : Step
{
    private readonly SortedDictionary<string, SegmentBuilder<TStep>> _segments = new(StringComparer.Ordinal);

    public void Add(Rule rule, TStep step)
    {
        if (!_segments.TryGetValue(rule.Namespace, out var segment))
        {
            _segments[rule.Namespace] = segment = new SegmentBuilder<TStep>(vocabulary, nextId);
        }

        segment.Add(rule.Name, rule.Condition, step);
    }

    public VarietyTable<TStep> Build(string defaultNamespace, ILogger log)
    {
        var segments = _segments.ToDictionary(entry => entry.Key, entry => entry.Value.Build(), StringComparer.Ordinal);
        if (segments.Count > 0 && !segments.ContainsKey(defaultNamespace))
        {
            RuntimeLog.DefaultNamespaceEmpty(log, defaultNamespace);
        }

        segments.Remove(defaultNamespace, out var always);
        return new VarietyTable<TStep>(always ?? Segment<TStep>.Empty, segments.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
