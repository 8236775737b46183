using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.List;

/// <summary>Checks whether a value is in a list of what is allowed, or of what is refused.</summary>
[Adapter("listchecker", Description = "Checks whether an entry is present in a list", SupportedTemplates = [typeof(ListEntryTemplate)])]
public sealed class ListAdapter : HandlerBuilder<Params>, IListEntryHandlerBuilder
{
    /// <inheritdoc/>
    public void SetListEntryTypes(IReadOnlyDictionary<string, ListEntryType> types) { }

    /// <inheritdoc/>
    public override Params CreateDefaultConfig() => new()
    {
        RefreshInterval = Duration.FromSeconds(60).ToMessage(),
        Ttl = Duration.FromSeconds(300).ToMessage(),
        CachingInterval = Duration.FromSeconds(300).ToMessage(),
        CachingUseCount = 10000,
    };

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        if (config.ProviderUrl.Length > 0)
        {
            ValidateProvider(config, errors);
        }

        var caching = config.CachingInterval.ToDuration();
        if (caching < Duration.Zero)
        {
            errors.Add("cachingInterval", $"caching interval must be >= 0, it is {caching}");
        }

        if (config.CachingUseCount < 0)
        {
            errors.Add("cachingUseCount", $"caching use count must be >= 0, it is {config.CachingUseCount}");
        }

        ValidateOverrides(config, errors);
    }

    /// <summary>Makes the handler. A list that is served is fetched once before; if that fails, checks fail until a later fetch succeeds.</summary>
    public override async ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        if (config.ProviderUrl.Length == 0)
        {
            return new EntryListParser(config).TryParse("", out var list, out var fault)
                ? new ListHandler(config, list)
                : throw new InvalidOperationException(fault);
        }

        var refreshing = new RefreshingList(
            config, new ListDownload(config.ProviderUrl, environment.Time), environment.Logger, environment.Time);
        try
        {
            await refreshing.RefreshAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            refreshing.Dispose();
            throw;
        }

        environment.ScheduleDaemon("list refresh", refreshing.RunAsync);
        return new ListHandler(config, refreshing);
    }

    private static void ValidateProvider(Params config, ConfigErrors errors)
    {
        if (ProviderUrl.FindFault(config.ProviderUrl) is { } fault)
        {
            errors.Add("providerUrl", fault);
        }

        var refresh = config.RefreshInterval.ToDuration();
        if (refresh < Duration.FromSeconds(1))
        {
            errors.Add("refreshInterval", $"refresh interval must be at least 1 second, it is {refresh}");
        }

        var ttl = config.Ttl.ToDuration();
        if (ttl < refresh)
        {
            errors.Add("ttl", $"ttl must be > refreshInterval, ttl is {ttl} and refreshInterval is {refresh}");
        }
    }

    private static void ValidateOverrides(Params config, ConfigErrors errors)
    {
        foreach (var entry in config.Overrides)
        {
            if (config.EntryType == Params.Types.ListEntryType.IpAddresses && !IpRange.TryParse(entry, out _))
            {
                errors.Add("overrides", $"could not parse ip address override {entry}: {AddressList.InvalidRange(entry)}");
            }
            else if (config.EntryType == Params.Types.ListEntryType.Regex && !Re2Pattern.TryCompile(entry, out _, out var fault))
            {
                errors.Add("overrides", $"could not parse regex override {entry}: {fault}");
            }
        }
    }
}
