namespace Mixer.Benchmarks.Calls;

/// <summary>Resources that several benchmarks use.</summary>
internal static class Definitions
{
    /// <summary>The log entry <c>i</c>: a severity and eight variables.</summary>
    public const string LogEntry = """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: logentry
        metadata: {name: i, namespace: istio-system}
        spec:
          severity: '"info"'
          variables:
            service: destination.service | "unknown"
            namespace: destination.namespace | "unknown"
            source: source.namespace | "unknown"
            user: source.uid | "unknown"
            method: request.method | ""
            path: request.path | ""
            code: response.code | 0
            protocol: context.protocol | ""

        """;
}
