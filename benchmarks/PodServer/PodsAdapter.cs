using Google.Protobuf.WellKnownTypes;
using Mixer.Sdk;
using Mixer.Templates;

namespace PodServer;

/// <summary>Builds handlers that know what runs in a pod.</summary>
[Adapter("pods", Description = "Names and labels of pods by their uid", SupportedTemplates = [typeof(KubernetesTemplate)])]
public sealed class PodsAdapter : HandlerBuilder<Empty>, IKubernetesHandlerBuilder
{
    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Empty config, AdapterEnvironment environment, CancellationToken cancellation) => new(new PodsHandler());
}
