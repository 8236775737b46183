using System.Runtime;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Sampling;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The memory of the process, and a collection on demand, one at a time.</summary>
internal sealed class MemoryTopic(HistorySampler history, string group) : Topic("mem", "Memory Usage", group)
{
    private readonly Lock _lock = new();
    private Task _collection = Task.CompletedTask;

    public override void AddRoutes(RouteTable routes)
    {
        routes.Get(Json, context => Reply.JsonAsync(context, MemoryView.Read(), ControlZJson.Instance.MemoryView));
        routes.Get(Json + "history", context => Reply.JsonAsync(context, history.Since(0), ControlZJson.Instance.IReadOnlyListSample));
        routes.Put(Json + "forcecollection", CollectAsync);
    }

    private async Task CollectAsync(HttpContext context)
    {
        Task collection;
        lock (_lock)
        {
            // Whoever asks during a collection gets that one.
            _collection = collection = _collection.IsCompleted ? Task.Run(Collect) : _collection;
        }

        await collection.ConfigureAwait(false);
        await Reply.AcceptedAsync(context).ConfigureAwait(false);
    }

    private static void Collect()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }
}
