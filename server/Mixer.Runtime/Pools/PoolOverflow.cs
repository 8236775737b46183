namespace Mixer.Runtime.Pools;

/// <summary>What happens to work when a pool's queue is full.</summary>
public enum PoolOverflow
{
    /// <summary>It waits all the same: whoever brings it is held up, as in the reference.</summary>
    Wait,

    /// <summary>It is refused at once.</summary>
    Reject,
}
