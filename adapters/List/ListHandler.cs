using Mixer.Sdk;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.List;

/// <summary>Answers whether a value is in the list.</summary>
internal sealed class ListHandler : IListEntryHandler
{
    private readonly IEntryList? _fixed;
    private readonly RefreshingList? _refreshing;
    private readonly bool _blacklist;
    private readonly Duration _validDuration;
    private readonly int _validUseCount;

    /// <summary>A handler over a list that does not change.</summary>
    public ListHandler(Params config, IEntryList list)
        : this(config) => _fixed = list;

    /// <summary>A handler over a list that is fetched, which it owns.</summary>
    public ListHandler(Params config, RefreshingList list)
        : this(config) => _refreshing = list;

    private ListHandler(Params config)
    {
        _blacklist = config.Blacklist;
        _validDuration = config.CachingInterval.ToDuration();
        _validUseCount = config.CachingUseCount;
    }

    /// <summary>Looks the value up. Fails with the last fault of the provider while there is no list.</summary>
    public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation)
    {
        var (list, fault) = _refreshing?.Current ?? (_fixed, "");
        return list is null
            ? ValueTask.FromException<CheckResult>(new InvalidOperationException(fault))
            : new(new CheckResult(Judge(instance.Value, list.Find(instance.Value)), _validDuration, _validUseCount));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _refreshing?.Dispose();
        return default;
    }

    private Status Judge(string value, Membership membership) =>
        membership switch
        {
            Membership.Invalid => new Status(StatusCode.InvalidArgument, value + " is not a valid IP address"),
            Membership.Present when _blacklist => new Status(StatusCode.PermissionDenied, value + " is blacklisted"),
            Membership.Absent when !_blacklist => new Status(StatusCode.NotFound, value + " is not whitelisted"),
            _ => Status.Ok,
        };
}
