using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Validation;

/// <summary>
/// Says what a server with these adapters and templates would make of a configuration, by the code that the server itself loads it with. Handlers are validated
/// by their adapters, but not built: nothing is connected to. Thread-safe.
/// </summary>
public sealed class ConfigValidator(IReadOnlyList<AdapterInfo> adapters, IReadOnlyList<TemplateInfo> templates, TimeProvider time)
{
    /// <summary>How long one adapter may think about one handler.</summary>
    public static TimeSpan AdapterTimeout { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Reads the directory or file <paramref name="path"/> and judges everything in it. What cannot be read is in the report.</summary>
    public async Task<ValidationReport> ValidateAsync(string path, CancellationToken cancellation)
    {
        var scanner = new FileScanner(Path.GetFullPath(path), FileConfigStoreOptions.Default, time);
        scanner.Scan();
        var resources = new ResourceSet(scanner.Resources) { SourceProblems = scanner.Problems };
        var snapshot = new SnapshotBuilder(adapters, templates, ConfigPolicy.Partial).Build(resources, 0);
        List<ConfigProblem> problems = [.. snapshot.Problems];
        foreach (var use in HandlerUse.Of(snapshot))
        {
            problems.AddRange(await CheckAsync(use, cancellation).ConfigureAwait(false));
        }

        return new ValidationReport(
            resources.Count,
            [.. problems.OrderBy(p => p.Location.File, StringComparer.Ordinal).ThenBy(p => p.Location.Line).ThenBy(p => p.Location.Column).ThenBy(p => p.Message, StringComparer.Ordinal)]);
    }

    private async Task<IEnumerable<ConfigProblem>> CheckAsync(HandlerUse use, CancellationToken cancellation)
    {
        try
        {
            var check = Task.Run(() => HandlerPreparation.Run(use.Handler.Adapter.CreateBuilder(), use).Problems, CancellationToken.None);
            return await check.WaitAsync(AdapterTimeout, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return [Fault(use.Handler, FormattableString.Invariant($"adapter '{use.Handler.Adapter.Name}' has not validated this in {AdapterTimeout.TotalSeconds} s"))];
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever an adapter throws is a finding about its handler.
            return [Fault(use.Handler, $"adapter '{use.Handler.Adapter.Name}' failed while it validated this: {exception.Message}")];
        }
    }

    private static ConfigProblem Fault(HandlerDefinition handler, string message) =>
        new(ProblemSeverity.Error, handler.Location, handler.Name, $"handler='{handler.Name}'", message) { Kind = ProblemKind.AdapterFault };
}
