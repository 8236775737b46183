using System.Reflection;

namespace Mixer.Packages.Tests;

/// <summary>The outcome of <c>dotnet new mixer-adapter -n Acme.Pager</c> from freshly packed packages, built once, outside the repository.</summary>
public sealed class NewProject : IAsyncLifetime
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("mixer-packages-");

    public NewProject() => Shell = new Shell(_home.FullName);

    /// <summary>The project's folder.</summary>
    internal string Folder => Path.Combine(_home.FullName, "work", "Acme.Pager");

    /// <summary>What the first build printed.</summary>
    internal string FirstBuild { get; private set; } = "";

    internal Shell Shell { get; }

    private static string Root => Metadata("RepositoryRoot");

    public async Task InitializeAsync()
    {
        var feed = Path.Combine(_home.FullName, "feed");
        var work = Directory.CreateDirectory(Path.Combine(_home.FullName, "work")).FullName;
        await Shell.SucceedAsync(
            Root, "msbuild", Path.Combine("eng", "Packages.proj"), "-nologo", "-v:quiet", "-tl:off", "-m:2", "-p:NoBuild=true", $"-p:Configuration={Metadata("Configuration")}", $"-p:PackageOutputPath={feed}");
        await File.WriteAllTextAsync(Path.Combine(work, "nuget.config"), $"""
            <?xml version="1.0" encoding="utf-8"?>
            <configuration>
              <packageSources><add key="mixer" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{MachinePackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        await Shell.SucceedAsync(work, "new", "install", "Mixer.ProjectTemplates");
        await Shell.SucceedAsync(work, "new", "mixer-adapter", "-n", "Acme.Pager", "--no-restore");
        FirstBuild = await Shell.SucceedAsync(Folder, "build", "-nologo");
    }

    public Task DisposeAsync()
    {
        _home.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Builds with one file changed, puts it back, and gives the distinct errors and warnings.</summary>
    internal async Task<IReadOnlyList<string>> BuildWithAsync(string file, Func<string, string> change)
    {
        var path = Path.Combine(Folder, file);
        var text = await File.ReadAllTextAsync(path);
        var changed = change(text);
        Assert.NotEqual(text, changed);
        await File.WriteAllTextAsync(path, changed);
        try
        {
            var (code, output) = await Shell.RunAsync(Folder, "build", "-nologo", "--no-restore");
            Assert.Equal(1, code);
            return [.. output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal) || line.Contains(": warning ", StringComparison.Ordinal))
                .Select(line => line[..line.LastIndexOf(" [", StringComparison.Ordinal)].Trim()).Distinct()];
        }
        finally
        {
            await File.WriteAllTextAsync(path, text);
        }
    }

    private static string MachinePackages() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Metadata(string key) =>
        typeof(NewProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
