using System.Globalization;
using System.Text.Json;
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
    public static string Verdict(Google.Rpc.Status? status) => WithMessage(Name(status?.Code ?? 0), status?.Message);

    /// <summary>The upper-case name of a verdict's code.</summary>
    public static string Name(int code) => (uint)code < (uint)CodeNames.Length ? CodeNames[code] : string.Create(CultureInfo.InvariantCulture, $"Code {code}");

    /// <summary>The status of a call: the camel-case code name and the message.</summary>
    public static string Rpc(Status status) => WithMessage(Code(status.StatusCode), Detail(status));

    /// <summary>The camel-case name of a call's code.</summary>
    public static string Code(StatusCode code) => code switch
    {
        StatusCode.OK => "OK",
        StatusCode.Cancelled => "Canceled",
        >= 0 and <= StatusCode.Unauthenticated => code.ToString(),
        _ => string.Create(CultureInfo.InvariantCulture, $"Code({(int)code})"),
    };

    /// <summary>The status of a call as a line of JSON.</summary>
    public static string Json(Status status)
    {
        var detail = Detail(status);
        return string.IsNullOrEmpty(detail)
            ? $"{{\"code\": \"{Code(status.StatusCode)}\"}}"
            : $"{{\"code\": \"{Code(status.StatusCode)}\", \"message\": \"{JsonEncodedText.Encode(detail)}\"}}";
    }

    private static string Detail(Status status)
    {
        var cause = status.DebugException?.GetBaseException().Message;
        return string.IsNullOrEmpty(cause) || status.Detail.Contains(cause, StringComparison.Ordinal) ? status.Detail : status.Detail + " " + cause;
    }

    private static string WithMessage(string name, string? message) => string.IsNullOrEmpty(message) ? name : $"{name} ({message})";
}
