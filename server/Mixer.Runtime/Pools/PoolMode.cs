namespace Mixer.Runtime.Pools;

/// <summary>How many pieces of work a pool lets run at once.</summary>
public enum PoolMode
{
    /// <summary>Always as many as its size.</summary>
    Fixed,

    /// <summary>As many as do not make the work slower, at most its size.</summary>
    Adaptive,
}
