using Microsoft.Extensions.Logging;
using Mixer.Config;
using Mixer.Config.Model;

namespace Mixer.Runtime.Handlers;

/// <summary>Makes the live handlers that the rules of a snapshot use: taken over where nothing changed, else built.</summary>
internal sealed class HandlerTableBuilder(HandlerFactory factory, bool keepLastGood, ILogger log)
{
    public async Task<HandlerTable> BuildAsync(ConfigSnapshot snapshot, HandlerTable previous, CancellationToken cancellation)
    {
        List<HandlerEntry> entries = [];
        List<HandlerEntry> built = [];
        List<ConfigProblem> failures = [];
        List<HandlerStatus> statuses = [];
        var reused = 0;
        var complete = false;
        try
        {
            foreach (var use in HandlerUse.Of(snapshot))
            {
                var (handler, instances) = use;
                var signature = HandlerSignature.Compute(handler, instances);
                if (previous.TryGet(handler.Name, out var live) && live.Signature == signature)
                {
                    reused++;
                    entries.Add(live);
                    statuses.Add(new HandlerStatus(live.Name, live.Adapter.Name, HandlerState.Live, live.Since, null));
                    continue;
                }

                var (entry, error) = await factory.BuildAsync(use, signature, snapshot.Id, cancellation).ConfigureAwait(false);
                if (entry is not null)
                {
                    built.Add(entry);
                    entries.Add(entry);
                    statuses.Add(new HandlerStatus(entry.Name, entry.Adapter.Name, HandlerState.Live, entry.Since, null));
                    continue;
                }

                RuntimeLog.HandlerNotBuilt(log, snapshot.Id, handler.Name, handler.Adapter.Name, error);
                failures.Add(new ConfigProblem(ProblemSeverity.Error, handler.Location, handler.Name, $"handler='{handler.Name}'", error) { Kind = ProblemKind.HandlerNotBuilt });
                if (keepLastGood && live is not null && live.Adapter == handler.Adapter)
                {
                    RuntimeLog.HandlerKept(log, handler.Name);
                    entries.Add(live);
                    statuses.Add(new HandlerStatus(live.Name, live.Adapter.Name, HandlerState.Superseded, live.Since, error));
                    continue;
                }

                statuses.Add(new HandlerStatus(handler.Name, handler.Adapter.Name, HandlerState.Failed, snapshot.Id, error));
            }

            complete = true;
        }
        finally
        {
            if (!complete)
            {
                await CloseAsync(built).ConfigureAwait(false);
            }
        }

        return new HandlerTable(entries) { NewCount = built.Count, ReusedCount = reused, Failures = [.. failures], Statuses = [.. statuses] };
    }

    /// <summary>Closes what <paramref name="table"/> has and no route got: a configuration that was refused as a whole.</summary>
    public Task DiscardAsync(HandlerTable table, HandlerTable previous) =>
        CloseAsync(table.Entries.Where(entry => !previous.TryGet(entry.Name, out var live) || live != entry));

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
}
