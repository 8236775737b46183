namespace Mixer.Sdk;

/// <summary>
/// A live, configured adapter. It also implements the generated handler interface of each template that the adapter declares
/// (<c>IMetricHandler</c>, ...). Its methods are called concurrently; <see cref="IAsyncDisposable.DisposeAsync"/> is called once, after the last call has ended.
/// </summary>
public interface IHandler : IAsyncDisposable;
