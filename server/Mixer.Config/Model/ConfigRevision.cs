namespace Mixer.Config.Model;

/// <summary>One configuration that the server has dealt with, in numbers. Immutable.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When it was dealt with.</param>
/// <param name="IsRefused">True if it was refused as a whole.</param>
public sealed record ConfigRevision(long Id, DateTimeOffset At, bool IsRefused)
{
    /// <summary>Attributes that expressions could use.</summary>
    public int Attributes { get; init; }

    /// <summary>Rules in effect.</summary>
    public int Rules { get; init; }

    /// <summary>Handlers that are well-formed, used or not.</summary>
    public int Handlers { get; init; }

    /// <summary>Instances that are well-formed, used or not.</summary>
    public int Instances { get; init; }

    /// <summary>Resources of which an earlier version is in effect.</summary>
    public int Superseded { get; init; }

    /// <summary>Resources that have no effect.</summary>
    public int Refused { get; init; }

    /// <summary>Errors in what the operator wrote.</summary>
    public int Errors { get; init; }

    /// <summary>Warnings about what the operator wrote.</summary>
    public int Warnings { get; init; }
}
