namespace Mixer.Sdk;

/// <summary>The codes of <c>google.rpc.Status</c>.</summary>
public enum StatusCode
{
    /// <summary>Allowed, done.</summary>
    Ok = 0,

    /// <summary>Cancelled, typically by the caller.</summary>
    Cancelled = 1,

    /// <summary>Unknown error.</summary>
    Unknown = 2,

    /// <summary>The caller sent something that cannot be right.</summary>
    InvalidArgument = 3,

    /// <summary>Too late.</summary>
    DeadlineExceeded = 4,

    /// <summary>Not found.</summary>
    NotFound = 5,

    /// <summary>Already there.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not.</summary>
    PermissionDenied = 7,

    /// <summary>Out of quota or space.</summary>
    ResourceExhausted = 8,

    /// <summary>The system is not in the state that the operation needs.</summary>
    FailedPrecondition = 9,

    /// <summary>Aborted, typically by a conflict.</summary>
    Aborted = 10,

    /// <summary>Past the valid range.</summary>
    OutOfRange = 11,

    /// <summary>Not implemented.</summary>
    Unimplemented = 12,

    /// <summary>Something is broken here.</summary>
    Internal = 13,

    /// <summary>Not available now; try again.</summary>
    Unavailable = 14,

    /// <summary>Data lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}

/// <summary>A verdict: a code and a sentence for the caller.</summary>
/// <param name="Code">The code; <see cref="StatusCode.Ok"/> allows.</param>
/// <param name="Message">A sentence for the caller; null reads as empty.</param>
public readonly record struct Status(StatusCode Code, string? Message = null)
{
    /// <summary>Allowed.</summary>
    public static Status Ok => default;

    /// <summary>True if the code is <see cref="StatusCode.Ok"/>.</summary>
    public bool IsOk => Code == StatusCode.Ok;
}
