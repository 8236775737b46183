using System.Diagnostics;
using System.Reflection;

namespace Mixer.Native.Tests;

/// <summary>The server in its two forms: assemblies for the .NET runtime, and the native program that <c>eng/publish-native</c> makes.</summary>
internal static class Programs
{
    public static readonly string Root = Metadata("RepositoryRoot");

    private static readonly string Native = Path.Combine(Root, "artifacts", "native", "mixs");

    private static readonly string Assembly = Path.Combine(Root, "server", "Mixer.Server", "bin", Metadata("Configuration"), "net10.0", "mixs.dll");

    /// <summary>Why there is no native program to test; null if there is one.</summary>
    public static string? WhyNoNative => File.Exists(Native) ? null : "artifacts/native/mixs is not there; eng/publish-native makes it";

    public static Process Start(bool native, params string[] arguments)
    {
        var start = new ProcessStartInfo(native ? Native : "dotnet", native ? arguments : [Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        return Process.Start(start)!;
    }

    /// <summary>Runs a command to its end: exit status, standard output and standard error.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(bool native, params string[] arguments)
    {
        using var process = Start(native, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
