using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace FirstAdapter;

/// <summary>Builds pager handlers.</summary>
[Adapter("pager", Description = "Pages whoever is on call", SupportedTemplates = [typeof(PageTemplate)])]
public sealed class PagerAdapter : HandlerBuilder<Params>, IPageHandlerBuilder
{
    private IReadOnlyDictionary<string, PageType> _types = new Dictionary<string, PageType>();

    /// <inheritdoc/>
    public void SetPageTypes(IReadOnlyDictionary<string, PageType> types) => _types = types;

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        if (!Uri.TryCreate(config.Endpoint, UriKind.Absolute, out _))
        {
            errors.Add("endpoint", $"'{config.Endpoint}' is no absolute URI; write for example https://pages.example.com/v1");
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        var numeric = _types.Where(type => type.Value.Urgency == AttributeType.Int64).Select(type => type.Key);
        return new(new PagerHandler(config, environment, numeric));
    }
}
