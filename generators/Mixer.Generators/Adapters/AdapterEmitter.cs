using Mixer.Generators.Emission;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Adapters;

/// <summary>Writes the registration of one adapter.</summary>
internal static class AdapterEmitter
{
    /// <summary><paramref name="localMarkers"/> are the markers that this compilation generates, by their C# name.</summary>
    public static string Emit(AdapterModel adapter, EquatableArray<string> localMarkers, string rootNamespace)
    {
        var templates = adapter.Templates
            .Select(reference => reference.Type.Length > 0 ? reference.Type
                : localMarkers.Contains(reference.Written) ? $"global::{rootNamespace}.{reference.Written}"
                : "")
            .Where(reference => reference.Length > 0)
            .ToList();
        return TemplateFile.Header.Render(("source", adapter.Implementation)) + TemplateFile.Adapter.Render(("a", adapter), ("templates", templates));
    }
}
