namespace Mixer.Generators.Tests.Support;

/// <summary>Compares with a checked-in file; run the tests with MIXER_ACCEPT=1 to accept what is there now, and review the change.</summary>
internal static class Snapshot
{
    public static bool IsAccepting => Environment.GetEnvironmentVariable("MIXER_ACCEPT") == "1";

    public static string RepositoryRoot { get; } = FindRoot(AppContext.BaseDirectory);

    public static void Match(string actual, params string[] path)
    {
        var file = Path.Combine([RepositoryRoot, .. path]);
        if (IsAccepting)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        Assert.True(File.Exists(file), $"{string.Join('/', path)} is missing; run with MIXER_ACCEPT=1");
        Assert.Equal(File.ReadAllText(file), actual);
    }

    private static string FindRoot(string directory) =>
        File.Exists(Path.Combine(directory, "global.json")) ? directory : FindRoot(Path.GetDirectoryName(directory.TrimEnd(Path.DirectorySeparatorChar))!);
}
