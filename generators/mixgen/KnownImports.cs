namespace Mixer.Mixgen;

/// <summary>The protos that every template may import without having them as files.</summary>
internal static class KnownImports
{
    /// <summary>Their import paths.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(KnownImports).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".proto", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The text of an import; null if it is none of these.</summary>
    public static string? Find(string import)
    {
        using var stream = typeof(KnownImports).Assembly.GetManifestResourceStream(import);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
