using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>One document as a resource.</summary>
/// <param name="Root">The whole of it.</param>
/// <param name="Envelope">What is around its specification, read up to the fault.</param>
/// <param name="Fault">Why it is no resource, or null.</param>
internal sealed record DocumentReading(ConfigNode Root, ResourceEnvelope Envelope, EnvelopeFault? Fault)
{
    public static DocumentReading Of(ConfigNode root)
    {
        var envelope = new ResourceEnvelope();
        return new DocumentReading(root, envelope, root.IsNull ? null : envelope.Read(root));
    }
}
