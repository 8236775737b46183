using Mixer.Sdk;

namespace Company.Adapter1;

/// <summary>Builds one handler from each resource of kind <c>adapter1lowerword</c>.</summary>
[Adapter("adapter1lowerword", Description = "Logs events", SupportedTemplates = [typeof(Adapter1WordEventTemplate)])]
public sealed class Adapter1WordAdapter : HandlerBuilder<Params>, IAdapter1WordEventHandlerBuilder
{
    /// <summary>The inferred type of each <c>Value</c> field, by instance.</summary>
    public void SetAdapter1WordEventTypes(IReadOnlyDictionary<string, Adapter1WordEventType> types) { }

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        if (config.Prefix.Length > 100)
        {
            errors.Add("prefix", "is longer than 100 characters; nobody would read the title");
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) =>
        new(new Adapter1WordHandler(config, environment));
}
