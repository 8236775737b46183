using Mixer.Config.Model;
using Mixer.Sdk;

namespace Mixer.Runtime.Handlers;

/// <summary>A live handler and the number of its users (routes, and calls that outlived their route); the last one closes it.</summary>
internal sealed class HandlerEntry(HandlerUse use, HandlerSignature signature, IHandler handler, HandlerEnvironment environment, TimeSpan closeLimit)
{
    private int _routes;

    /// <summary>Full name: what the configuration calls it.</summary>
    public string FullName { get; } = use.Handler.Name;

    /// <summary>What messages, metrics and logs call it.</summary>
    public string Name { get; } = use.Handler.RuntimeName;

    public AdapterInfo Adapter { get; } = use.Handler.Adapter;

    public HandlerSignature Signature { get; } = signature;

    public IHandler Handler { get; } = handler;

    /// <summary>The id of the configuration that it was built for.</summary>
    public long Since => environment.ConfigId;

    /// <summary>True if it was told of such an instance when it was built.</summary>
    public bool IsBuiltFor(InstanceDefinition instance) =>
        use.Instances.Any(known => string.Equals(known.Name, instance.Name, StringComparison.Ordinal) && HandlerSignature.IsSameShape(known, instance));

    /// <summary>One more user; only while another one is known, or before the first route is current.</summary>
    public void AddRoute() => Interlocked.Increment(ref _routes);

    /// <summary>True if no route is left, so that the caller must close the entry.</summary>
    public bool RemoveRoute() => Interlocked.Decrement(ref _routes) == 0;

    /// <summary>
    /// Stops daemons, disposes the handler, reports what goes on nevertheless. Exceptions are the handler's; one that takes longer than the limit is left to itself with a
    /// <see cref="TimeoutException"/>.
    /// </summary>
    public async Task CloseAsync()
    {
        // Beside the caller: what an adapter does when it is stopped may block.
        var close = Task.Run(
            async () =>
            {
                await environment.StopAsync().ConfigureAwait(false);
                await Handler.DisposeAsync().ConfigureAwait(false);
            });
        try
        {
            await close.WaitAsync(closeLimit, environment.Time).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!close.IsCompleted)
        {
            throw new TimeoutException(FormattableString.Invariant($"not closed within {closeLimit.TotalSeconds} s"));
        }
        finally
        {
            await environment.ReportStrayAsync().ConfigureAwait(false);
            environment.Dispose();
        }
    }
}
