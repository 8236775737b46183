using System.Collections.Concurrent;
using Mixer.Templates;

namespace PodServer;

/// <summary>Answers from memory, as an adapter does that watches a cluster.</summary>
internal sealed class PodsHandler : IKubernetesHandler
{
    private readonly ConcurrentDictionary<(string Source, string Destination), KubernetesOutput> _known = new();

    /// <inheritdoc/>
    public ValueTask<KubernetesOutput> GenerateKubernetesAttributesAsync(KubernetesInstance instance, CancellationToken cancellation) =>
        new(_known.GetOrAdd((instance.SourceUid, instance.DestinationUid), static pods => new KubernetesOutput
        {
            SourcePodName = NameOf(pods.Source),
            SourceWorkloadName = WorkloadOf(pods.Source),
            SourceLabels = new Dictionary<string, string> { ["app"] = WorkloadOf(pods.Source) },
            DestinationPodName = NameOf(pods.Destination),
            DestinationWorkloadName = WorkloadOf(pods.Destination),
            DestinationLabels = new Dictionary<string, string> { ["app"] = WorkloadOf(pods.Destination) },
        }));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => default;

    // kubernetes://name.namespace
    private static string NameOf(string uid) => uid[(uid.LastIndexOf('/') + 1)..].Split('.')[0];

    // The name of a pod is its workload's with two more parts.
    private static string WorkloadOf(string uid) => string.Join('-', NameOf(uid).Split('-').SkipLast(2));
}
