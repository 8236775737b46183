using Google.Protobuf;

namespace Mixer.Sdk;

/// <summary>
/// Builds one handler from one handler resource; the host makes a new builder for each. Adapter authors derive from
/// <see cref="HandlerBuilder{TConfig}"/>. The generated builder interfaces (<c>IMetricHandlerBuilder</c>, ...) extend this one.
/// Order of calls: the <c>Set...Types</c> methods, <see cref="Validate"/>, then (only without errors) <see cref="BuildAsync"/>; one thread.
/// </summary>
public interface IHandlerBuilder
{
    /// <summary>The configuration that a handler resource is laid over: the defaults of the adapter. A new message at each call.</summary>
    IMessage CreateDefaultConfig();

    /// <summary>Checks <paramref name="config"/>, a message of the type of <see cref="CreateDefaultConfig"/>; adds every fault found.</summary>
    void Validate(IMessage config, ConfigErrors errors);

    /// <summary>Makes the live handler from a configuration that passed <see cref="Validate"/>. An exception refuses the handler.</summary>
    ValueTask<IHandler> BuildAsync(IMessage config, AdapterEnvironment environment, CancellationToken cancellation);
}

/// <summary>The base of an adapter's builder: typed over the adapter's <c>Params</c> message.</summary>
/// <typeparam name="TConfig">The message <c>Params</c> of the adapter's <c>config.proto</c>.</typeparam>
public abstract class HandlerBuilder<TConfig> : IHandlerBuilder
    where TConfig : class, IMessage<TConfig>, new()
{
    /// <summary>The defaults that a handler resource is laid over; an empty message unless overridden. A new message at each call.</summary>
    public virtual TConfig CreateDefaultConfig() => new();

    /// <summary>Adds every fault of <paramref name="config"/> to <paramref name="errors"/>; accepts everything unless overridden.</summary>
    public virtual void Validate(TConfig config, ConfigErrors errors) { }

    /// <summary>Makes the live handler; called only with a configuration that passed validation. The handler owns what it opens.</summary>
    public abstract ValueTask<IHandler> BuildAsync(TConfig config, AdapterEnvironment environment, CancellationToken cancellation);

    IMessage IHandlerBuilder.CreateDefaultConfig() => CreateDefaultConfig();

    void IHandlerBuilder.Validate(IMessage config, ConfigErrors errors) => Validate((TConfig)config, errors);

    ValueTask<IHandler> IHandlerBuilder.BuildAsync(IMessage config, AdapterEnvironment environment, CancellationToken cancellation) =>
        BuildAsync((TConfig)config, environment, cancellation);
}
