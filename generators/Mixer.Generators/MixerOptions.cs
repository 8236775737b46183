using Microsoft.CodeAnalysis.Diagnostics;

namespace Mixer.Generators;

/// <summary>What the project file says.</summary>
internal sealed record MixerOptions(string RootNamespace, bool IsHost)
{
    public static MixerOptions Read(AnalyzerConfigOptionsProvider provider)
    {
        provider.GlobalOptions.TryGetValue("build_property.RootNamespace", out var rootNamespace);
        provider.GlobalOptions.TryGetValue("build_property.MixerHost", out var host);
        return new MixerOptions(
            string.IsNullOrWhiteSpace(rootNamespace) ? "Mixer.Generated" : rootNamespace!,
            string.Equals(host, "true", StringComparison.OrdinalIgnoreCase));
    }
}
