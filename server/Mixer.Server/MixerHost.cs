using System.Collections.Immutable;
using Mixer.CommandLine;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Mixer.Server.Commands;

namespace Mixer.Server;

/// <summary>
/// The whole of <c>mixs</c> with a choice of adapters: a program with adapters of its own sets <c>MixerHost=true</c> in its project file, and its
/// <c>Program.cs</c> hands the registry that the generator writes for it (everything in it and in what it references) to <see cref="RunAsync"/>.
/// </summary>
public static class MixerHost
{
    /// <summary>
    /// Runs the command that <paramref name="args"/> name (<c>server</c>, <c>crd</c>, ...; all of them with <c>--help</c>) on the console, and ends with
    /// its exit code. <c>server</c> ends when the process is told to by SIGINT or SIGTERM. One call a process.
    /// </summary>
    public static Task<int> RunAsync(string[] args, ImmutableArray<AdapterInfo> adapters, ImmutableArray<TemplateInfo> templates)
    {
        ArgumentNullException.ThrowIfNull(args);
        var root = MixsCommand.Create(Console.Out, Console.Error, new ServerInventory(adapters, templates));
        return new CommandRunner(root, Console.Out, Console.Error, Environment.GetEnvironmentVariable).RunAsync(args);
    }
}
