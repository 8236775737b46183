using System.Diagnostics;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>A copy of the sample adapter, built by the real compiler: what an author sees.</summary>
public sealed class AuthorBuildTests : IDisposable
{
    private readonly string _folder = Path.Combine(Snapshot.RepositoryRoot, "artifacts", "author-" + Guid.NewGuid().ToString("N")[..8]);

    [Fact]
    public async Task Build_WithAMethodLessAndATemplateMore_TellsTheOneAndGeneratesTheOther()
    {
        var sample = Path.Combine(Snapshot.RepositoryRoot, "samples", "FirstAdapter");
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(sample))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var handler = Path.Combine(_folder, "PagerHandler.cs");
        var text = await File.ReadAllTextAsync(handler);
        await File.WriteAllTextAsync(handler, text.Replace("HandlePageAsync(", "HandlePagesAsync(", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(_folder, "inventory.yaml"), "templates:\n  - page.proto\n  - leaflet.proto\n");
        await File.WriteAllTextAsync(Path.Combine(_folder, "leaflet.proto"), TemplateTexts.Template("// A leaflet.\nmessage Template {\n  // What it says.\n  string text = 1;\n}\n", "CHECK", "leaflet"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "Leaflets.cs"), "namespace FirstAdapter;\n\n/// <summary>Uses the new contracts.</summary>\npublic abstract class Leaflets : ILeafletHandler\n{\n    /// <summary>Its text.</summary>\n    public static string TextOf(LeafletInstance leaflet) => leaflet.Text;\n\n    /// <inheritdoc/>\n    public abstract ValueTask<Mixer.Sdk.CheckResult> HandleLeafletAsync(LeafletInstance instance, CancellationToken cancellation);\n\n    /// <inheritdoc/>\n    public abstract ValueTask DisposeAsync();\n}\n");

        var (exitCode, output) = await BuildAsync();
        Assert.NotEqual(0, exitCode);
        var errors = output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line[(line.IndexOf(": error ", StringComparison.Ordinal) + 8)..].Split(':')[0]).Distinct();
        Assert.Equal(["CS0535", "MIX2019"], errors.Order(StringComparer.Ordinal));
        Assert.Contains("PagerHandler.cs(7,", output, StringComparison.Ordinal);
        Assert.Contains("add: public ValueTask HandlePageAsync(IReadOnlyList<PageInstance> instances, CancellationToken cancellation)", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(handler, text);
        (exitCode, output) = await BuildAsync();
        Assert.True(exitCode == 0, output);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private async Task<(int ExitCode, string Output)> BuildAsync()
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "build", "-c", configuration, "--nologo", "-v", "q", "-p:BuildProjectReferences=false" })
        {
            start.ArgumentList.Add(argument);
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        return (process.ExitCode, await output + await errors);
    }
}
