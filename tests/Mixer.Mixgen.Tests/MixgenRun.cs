using Mixer.CommandLine;

namespace Mixer.Mixgen.Tests;

/// <summary>One run of the program.</summary>
internal sealed record MixgenRun(int Code, string Output, string Error)
{
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public static async Task<MixgenRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = await new CommandRunner(MixgenCommand.Create(arguments, output, error), output, error).RunAsync(arguments);
        return new MixgenRun(code, output.ToString(), error.ToString());
    }

    /// <summary>The path of a built-in template.</summary>
    public static string Template(string name) => Path.Combine(Root, "templates", name + ".proto");

    /// <summary>Compares with a checked-in file; MIXER_ACCEPT=1 takes what is there now.</summary>
    public static void MatchSnapshot(string actual, string name)
    {
        var file = Path.Combine(Root, "tests", "Mixer.Mixgen.Tests", "Snapshots", name);
        if (Environment.GetEnvironmentVariable("MIXER_ACCEPT") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.True(File.Exists(file), $"{name} is missing; run with MIXER_ACCEPT=1");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static string FindRoot(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "Mixer.sln")) ? folder.FullName : FindRoot(folder.Parent!);
}
