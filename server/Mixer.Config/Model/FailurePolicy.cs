namespace Mixer.Config.Model;

/// <summary>What becomes of a check when a rule that applies to it cannot do its work.</summary>
public enum FailurePolicy
{
    /// <summary>The rule is passed over, as the reference does.</summary>
    FailOpen,

    /// <summary>The check is denied.</summary>
    FailClose,
}
