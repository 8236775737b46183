using System.Collections.Immutable;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Server;

/// <summary>The adapters and templates that a program is made with; immutable.</summary>
internal sealed record ServerInventory(ImmutableArray<AdapterInfo> Adapters, ImmutableArray<TemplateInfo> Templates)
{
    /// <summary>What comes with the server.</summary>
    public static ServerInventory Bundled { get; } = new(MixerInventory.Adapters, MixerInventory.Templates);
}
