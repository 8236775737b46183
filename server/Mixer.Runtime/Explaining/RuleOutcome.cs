namespace Mixer.Runtime.Explaining;

/// <summary>What a rule has to do with a call.</summary>
public enum RuleOutcome
{
    /// <summary>It applies: its actions are carried out.</summary>
    Matched,

    /// <summary>Its condition is false.</summary>
    NotMatched,

    /// <summary>Its condition cannot be evaluated for this call, which counts as false.</summary>
    Failed,

    /// <summary>It belongs to another namespace than the call.</summary>
    OtherNamespace,

    /// <summary>It does nothing of the variety that was asked for.</summary>
    OtherVariety,

    /// <summary>No version of it is in effect.</summary>
    Refused,

    /// <summary>It is of policy <c>fail-close</c> and cannot do its work: the check is denied.</summary>
    Blocked,
}
