using System.Reflection;
using System.Xml.Linq;

namespace Mixer.Architecture.Tests;

/// <summary>The sources of this repository, as the tests of its shape see them.</summary>
internal static class Repository
{
    private static readonly string[] ProductFolders = ["api", "sdk", "generators", "templates", "adapters", "server", "client"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>All product projects by name, with the names of the projects that they reference.</summary>
    public static IReadOnlyDictionary<string, string[]> ProductProjects() =>
        ProductFiles("*.csproj").ToDictionary(
            path => Path.GetFileNameWithoutExtension(path),
            path => XDocument.Load(path).Descendants("ProjectReference")
                .Where(reference => (string?)reference.Attribute("OutputItemType") != "Analyzer")
                .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
                .ToArray());

    /// <summary>All product files that match, without build output and without the content of project templates.</summary>
    public static IEnumerable<string> ProductFiles(string pattern) =>
        ProductFolders.Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "content"));

    /// <summary>The path below the root, with forward slashes.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');
}
