using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Mixer.Config;
using Mixer.Config.Model;

namespace Mixer.Runtime.Handlers;

/// <summary>
/// Makes the live handlers that the rules of a snapshot use: taken over where nothing changed, else built, several at a time, so that a slow one holds up only itself. What comes
/// out is in the order of names, whichever was ready first.
/// </summary>
internal sealed class HandlerTableBuilder(HandlerFactory factory, bool keepLastGood, int concurrency, ILogger log)
{
    /// <summary>How many are built at once.</summary>
    public const int UsualConcurrency = 16;

    public async Task<HandlerTable> BuildAsync(ConfigSnapshot snapshot, HandlerTable previous, CancellationToken cancellation)
    {
        var uses = HandlerUse.Of(snapshot);
        var results = new Result[uses.Count];
        List<int> changed = [];
        for (var i = 0; i < results.Length; i++)
        {
            var signature = HandlerSignature.Compute(uses[i].Handler, uses[i].Instances);
            var live = previous.TryGet(uses[i].Handler.Name, out var entry) ? entry : null;
            var isSame = live is not null && live.Signature == signature;
            results[i] = new Result(uses[i], signature, live, isSame ? live : null, "");
            if (!isSame)
            {
                changed.Add(i);
            }
        }

        try
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = cancellation };
            await Parallel.ForEachAsync(
                changed,
                limits,
                async (i, stop) =>
                {
                    var (entry, error) = await factory.BuildAsync(results[i].Use, results[i].Signature, snapshot.Id, stop).ConfigureAwait(false);
                    results[i] = results[i] with { Entry = entry, Error = error };
                }).ConfigureAwait(false);
        }
        catch
        {
            await CloseAsync(changed.Select(i => results[i].Entry).OfType<HandlerEntry>()).ConfigureAwait(false);
            throw;
        }

        return Collect(snapshot.Id, results);
    }

    /// <summary>Closes what <paramref name="table"/> has and no route got: a configuration that was refused as a whole.</summary>
    public Task DiscardAsync(HandlerTable table, HandlerTable previous) =>
        CloseAsync(table.Entries.Where(entry => !previous.TryGet(entry.FullName, out var live) || live != entry));

    private HandlerTable Collect(long id, Result[] results)
    {
        List<HandlerEntry> entries = [];
        List<ConfigProblem> failures = [];
        List<HandlerStatus> statuses = [];
        foreach (var (use, _, live, entry, error) in results)
        {
            var handler = use.Handler;
            if (entry is not null)
            {
                entries.Add(entry);
                statuses.Add(StatusOf(handler, HandlerState.Live, entry.Since));
                continue;
            }

            RuntimeLog.HandlerNotBuilt(log, id, handler.Name, handler.Adapter.Name, error);
            var failure = new ConfigProblem(ProblemSeverity.Error, handler.Location, handler.Name, $"handler='{handler.Name}'", error) { Kind = ProblemKind.HandlerNotBuilt };
            if (!keepLastGood || live is null || live.Adapter != handler.Adapter)
            {
                failures.Add(failure);
                statuses.Add(StatusOf(handler, HandlerState.Failed, id) with { Error = error });
                continue;
            }

            RuntimeLog.HandlerKept(log, handler.Name);
            ImmutableArray<string> unknown = [.. use.Instances.Where(instance => !live.IsBuiltFor(instance)).Select(instance => instance.Name)];
            failures.Add(unknown.IsEmpty ? failure : failure with { Hint = $"its last good version was not built for these instances, which are not sent to it: {string.Join(", ", unknown)}" });
            entries.Add(live);
            statuses.Add(StatusOf(handler, HandlerState.Superseded, live.Since) with { Error = error, NotBuiltFor = unknown });
        }

        return new HandlerTable(entries)
        {
            NewCount = results.Count(result => result.Entry is not null && result.Entry != result.Live),
            ReusedCount = results.Count(result => result.Entry is not null && result.Entry == result.Live),
            Failures = [.. failures],
            Statuses = [.. statuses],
            Superseded = statuses.Where(status => status.State == HandlerState.Superseded).Select(status => status.Name).ToFrozenSet(StringComparer.Ordinal),
        };
    }

    private static HandlerStatus StatusOf(HandlerDefinition handler, HandlerState state, long since) =>
        new(handler.Name, handler.Adapter.Name, state, since, null) { RuntimeName = handler.RuntimeName };

    private async Task CloseAsync(IEnumerable<HandlerEntry> entries)
    {
        foreach (var entry in entries)
        {
            try
            {
                await entry.CloseAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                RuntimeLog.CloseFailed(log, entry.Name, entry.Adapter.Name, $"panic during handler.Close: '{exception.Message}' ", exception);
            }
        }
    }

    /// <summary>What came of one handler: <paramref name="Entry"/> is null with an error.</summary>
    private sealed record Result(HandlerUse Use, HandlerSignature Signature, HandlerEntry? Live, HandlerEntry? Entry, string Error);
}
