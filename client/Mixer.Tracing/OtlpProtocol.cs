namespace Mixer.Tracing;

/// <summary>How spans travel to an OpenTelemetry collector.</summary>
public enum OtlpProtocol
{
    /// <summary>gRPC; by custom on port 4317.</summary>
    Grpc,

    /// <summary>Protobuf over HTTP; by custom on port 4318 under <c>/v1/traces</c>.</summary>
    Http,
}
