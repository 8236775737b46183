namespace Mixer.Config.Stores;

/// <summary>Changes that wait to go out together: of each resource the last version. Single-threaded.</summary>
internal sealed class CollectedChanges
{
    private readonly Dictionary<ResourceKey, ResourceChange> _changes = [];

    /// <summary>True if something waits, if only the news that the problems changed.</summary>
    public bool IsNews { get; private set; }

    public void Add(IReadOnlyList<ResourceChange> changes, bool isNews)
    {
        foreach (var change in changes)
        {
            // What has changed and then moved is still a change.
            var isMove = change.IsMove && (!_changes.TryGetValue(change.Key, out var earlier) || earlier.IsMove);
            _changes[change.Key] = change with { IsMove = isMove };
        }

        IsNews |= isNews || changes.Count > 0;
    }

    /// <summary>All of them, updates before deletions; nothing waits any more.</summary>
    public IReadOnlyList<ResourceChange> Take()
    {
        ResourceChange[] all = [.. _changes.Values.OrderBy(change => change.Resource is null)];
        _changes.Clear();
        IsNews = false;
        return all;
    }
}
