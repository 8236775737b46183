using System.Globalization;
using Grpc.Core;

namespace Mixer.Client;

/// <summary>Statuses as the client prints them.</summary>
internal static class StatusText
{
    private static readonly string[] CodeNames =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
    ];

    /// <summary>A verdict: the upper-case code name and the message.</summary>
    public static string Verdict(Google.Rpc.Status? status)
    {
        var code = status?.Code ?? 0;
        var name = (uint)code < (uint)CodeNames.Length ? CodeNames[code] : string.Create(CultureInfo.InvariantCulture, $"Code {code}");
        return WithMessage(name, status?.Message);
    }

    /// <summary>The status of a call: the camel-case code name and the message.</summary>
    public static string Rpc(Status status)
    {
        var name = status.StatusCode switch
        {
            StatusCode.OK => "OK",
            StatusCode.Cancelled => "Canceled",
            >= 0 and <= StatusCode.Unauthenticated => status.StatusCode.ToString(),
            _ => string.Create(CultureInfo.InvariantCulture, $"Code({(int)status.StatusCode})"),
        };
        var cause = status.DebugException?.GetBaseException().Message;
        return WithMessage(name, string.IsNullOrEmpty(cause) || status.Detail.Contains(cause, StringComparison.Ordinal) ? status.Detail : status.Detail + " " + cause);
    }

    private static string WithMessage(string name, string? message) => string.IsNullOrEmpty(message) ? name : $"{name} ({message})";
}
