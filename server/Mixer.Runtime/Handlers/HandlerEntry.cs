using Mixer.Sdk;

namespace Mixer.Runtime.Handlers;

/// <summary>A live handler and the number of routes that use it; the last one closes it.</summary>
internal sealed class HandlerEntry(string name, AdapterInfo adapter, HandlerSignature signature, IHandler handler, HandlerEnvironment environment)
{
    private int _routes;

    public string Name { get; } = name;

    public AdapterInfo Adapter { get; } = adapter;

    public HandlerSignature Signature { get; } = signature;

    public IHandler Handler { get; } = handler;

    /// <summary>The id of the configuration that it was built for.</summary>
    public long Since => environment.ConfigId;

    /// <summary>Called by the reload loop only, while a route that holds the entry is current or before the first one is.</summary>
    public void AddRoute() => Interlocked.Increment(ref _routes);

    /// <summary>True if no route is left, so that the caller must close the entry.</summary>
    public bool RemoveRoute() => Interlocked.Decrement(ref _routes) == 0;

    /// <summary>Stops daemons, disposes the handler, reports what goes on nevertheless. Exceptions are the handler's.</summary>
    public async Task CloseAsync()
    {
        await environment.StopAsync().ConfigureAwait(false);
        try
        {
            await Handler.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await environment.ReportStrayAsync().ConfigureAwait(false);
            environment.Dispose();
        }
    }
}
