namespace Mixer.Tracing;

/// <summary>Where traces go and how many; immutable.</summary>
public sealed record TracingOptions
{
    /// <summary>Nowhere.</summary>
    public static TracingOptions None { get; } = new();

    /// <summary>A Zipkin collector; empty for none.</summary>
    public string ZipkinUrl { get; init; } = "";

    /// <summary>A Jaeger collector that takes Thrift over HTTP; empty for none.</summary>
    public string JaegerUrl { get; init; } = "";

    /// <summary>An OpenTelemetry collector; empty for none.</summary>
    public string OtlpUrl { get; init; } = "";

    /// <summary>How to talk to <see cref="OtlpUrl"/>.</summary>
    public OtlpProtocol OtlpProtocol { get; init; }

    /// <summary>A log line for each span.</summary>
    public bool LogSpans { get; init; }

    /// <summary>The share of calls that are traced though their caller did not ask for it, from 0 to 1.</summary>
    public double SamplingRate { get; init; }

    /// <summary>True if traces go anywhere; only then do the other options matter.</summary>
    public bool IsOn => ZipkinUrl.Length > 0 || JaegerUrl.Length > 0 || OtlpUrl.Length > 0 || LogSpans;

    /// <summary>Null, or why these options contradict each other.</summary>
    public string? Validate() =>
        !IsOn ? null
        : ZipkinUrl.Length > 0 && JaegerUrl.Length > 0 ? "can't have Jaeger and Zipkin outputs active simultaneously"
        : SamplingRate is >= 0 and <= 1 ? null
        : "sampling rate must be in the range: [0.0, 1.0]";
}
