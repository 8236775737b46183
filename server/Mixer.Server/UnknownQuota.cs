namespace Mixer.Server;

/// <summary>What to do with a request for a quota that no rule serves.</summary>
internal enum UnknownQuota
{
    /// <summary>Grant it in full, as the reference does.</summary>
    Grant,

    /// <summary>Grant nothing.</summary>
    Deny,
}
