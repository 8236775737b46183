using System.Diagnostics;
using Mixer.CommandLine;
using Mixer.Server.Commands;

namespace Mixer.Server.Tests;

/// <summary>The completion scripts, asked by the shells themselves.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("mixs pr", "probe")]
    [InlineData("mixs crd a", "adapter all")]
    [InlineData("mixs describe ", "--help adapters templates")]
    [InlineData("mixs server --loadsheddingMode ", "disabled enforce logonly")]
    [InlineData("mixs server --loadsheddingMode = l", "logonly")]
    [InlineData("mixs server --port 1 --maxM", "--maxMessageSize")]
    [InlineData("mixs completion z", "zsh")]
    public async Task Bash_Words_AreCompleted(string line, string expected)
    {
        var words = line.Split(' ');
        var script = await ScriptAsync("bash");
        var quoted = string.Join(' ', words.Select(word => $"'{word}'"));

        Assert.Equal(expected, await AskAsync("bash", $"{script}\nCOMP_WORDS=({quoted}); COMP_CWORD={words.Length - 1}; _mixs; echo \"${{COMPREPLY[*]}}\""));
    }

    [Fact]
    public async Task Zsh_Script_HasEveryCommand()
    {
        var script = await ScriptAsync("zsh");

        Assert.StartsWith("#compdef mixs\n", script, StringComparison.Ordinal);
        Assert.Contains("    \"mixs crd\") compadd -- --help adapter all instance ;;\n", script, StringComparison.Ordinal);
        Assert.Contains("    \"mixs server --configPolicy\") compadd -- keep-last-good partial strict; return ;;\n", script, StringComparison.Ordinal);
        Assert.EndsWith("compdef _mixs mixs\n", script, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collateral_All_WritesEveryFormOfEveryCommand()
    {
        var folder = Directory.CreateTempSubdirectory("mixer-collateral-");
        using var output = new StringWriter();

        Assert.Equal(
            0, await new CommandRunner(MixsCommand.Create(output, output, ServerInventory.Bundled), output, output).RunAsync(["collateral", "--all", "-o", folder.FullName]));

        var files = folder.GetFiles().Select(file => file.Name).ToList();
        Assert.Contains("mixs_server.md", files);
        Assert.Contains("mixs-crd-all.1", files);
        Assert.Contains("mixs_probe.yaml", files);
        Assert.Contains("mixs.bash", files);
        Assert.Contains("mixs.html", files);
        Assert.DoesNotContain("mixs_collateral.md", files);
        Assert.Contains("- name: port\n  usage: \"TCP port to use", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "mixs_server.yaml")), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    private static async Task<string> ScriptAsync(string shell)
    {
        using var output = new StringWriter { NewLine = "\n" };
        Assert.Equal(0, await new CommandRunner(MixsCommand.Create(output, output, ServerInventory.Bundled), output, output).RunAsync(["completion", shell]));
        return output.ToString();
    }

    private static async Task<string> AskAsync(string shell, string script)
    {
        using var process = Process.Start(new ProcessStartInfo(shell) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return string.Join(' ', answer.Trim().Split(' ').Order(StringComparer.Ordinal));
    }
}
