using Microsoft.Extensions.Logging.Abstractions;
using Mixer.CommandLine;
using Mixer.Config.Building;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Runtime.Explaining;
using Mixer.Sdk.Values;
using Mixer.Server.Explaining;

namespace Mixer.Server.Commands;

/// <summary><c>mixs explain</c>: which rules of a directory, or of a running server, apply to a call, and why the others do not. Exit status 0, or 2 if it cannot be asked.</summary>
internal static class ExplainCommand
{
    private const int UsageError = 2;

    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory)
    {
        Func<Task<int>>? run = null;
        var command = new Command("explain", "Explain which rules of a directory or of a running server apply to a call, and why the others do not")
        {
            ArgumentsUsage = "[DIR]",
            MaxArguments = 1,
            Run = () => run!(),
        };
        var flags = new ExplainFlags(command.Flags);
        run = () => RunAsync(command, flags, output, error, inventory);
        return command;
    }

    private static async Task<int> RunAsync(Command command, ExplainFlags flags, TextWriter output, TextWriter error, ServerInventory inventory)
    {
        var attributes = flags.Attributes.Read(out var problem);
        if (attributes is null || (problem = flags.ProblemWith(command.Arguments)) is not null)
        {
            await error.WriteLineAsync("Error: " + problem);
            return UsageError;
        }

        if (flags.Server.Length > 0)
        {
            return await ExplainClient.RunAsync(flags, attributes, output, error) ? 0 : UsageError;
        }

        await ExplainDirectoryAsync(command.Arguments[0], flags, attributes, output, inventory);
        await output.FlushAsync();
        return 0;
    }

    private static async Task ExplainDirectoryAsync(
        string directory, ExplainFlags flags, IReadOnlyList<KeyValuePair<string, AttributeValue>> attributes, TextWriter output, ServerInventory inventory)
    {
        var time = TimeProvider.System;
        await using var store = new FileConfigStore(directory, time, NullLogger.Instance);
        var options = new RuntimeOptions { DefaultNamespace = flags.DefaultNamespace };
        if (flags.Call)
        {
            await using var runtime = new MixerRuntime(
                options, store, inventory.Adapters, inventory.Templates, NullLoggerFactory.Instance, time, Prometheus.Metrics.NewCustomRegistry());
            await runtime.StartAsync(CancellationToken.None);
            var trial = await runtime.TryCallAsync(attributes, flags.Query, CancellationToken.None);
            ExplanationWriter.Write(trial, flags.IsJson, output);
            return;
        }

        await store.StartAsync(CancellationToken.None);
        var builder = new SnapshotBuilder(inventory.Adapters, inventory.Templates, options.Policy);
        var snapshot = builder.Build(new ResourceSet(store.List()) { SourceProblems = store.Problems }, 0);
        ExplanationWriter.Write(new CallExplainer(snapshot, [], options.DefaultNamespace).Explain(attributes, flags.Query), flags.IsJson, output);
    }
}
