using System.Globalization;
using System.Text;

namespace Mixer.Benchmarks;

/// <summary>The configurations of the load runs.</summary>
internal static class Configurations
{
    /// <summary>One rule a service, so many services; only the rule of svc5 matches the call, and it allows.</summary>
    public static void WriteRules(string folder, params ReadOnlySpan<int> counts)
    {
        foreach (var count in counts)
        {
            Write(folder, string.Create(CultureInfo.InvariantCulture, $"rules-{count}"), Rules(count));
        }
    }

    /// <summary>The sample configuration's logs and metrics, to their own destinations and to none.</summary>
    public static void WriteReports(string folder, string sample)
    {
        var attributes = Read("attributes.yaml");
        var logs = Read("access-log.yaml");
        var metrics = Read("metrics.yaml");
        Write(folder, "report-stdio", attributes + logs);
        Write(folder, "report-prometheus", attributes + metrics);
        Write(folder, "report-both", attributes + logs + metrics);
        Write(folder, "report-noop", attributes + (logs + metrics)
            .Replace("handler: accesslog.stdio", "handler: nowhere.noop", StringComparison.Ordinal)
            .Replace("handler: mesh.prometheus", "handler: nowhere.noop", StringComparison.Ordinal)
            + "apiVersion: config.istio.io/v1alpha2\nkind: noop\nmetadata: {name: nowhere, namespace: istio-system}\nspec: {}\n");

        string Read(string name) => File.ReadAllText(Path.Combine(sample, name)).TrimEnd() + "\n---\n";
    }

    /// <summary>Ten rules, and an attribute that another adapter generates before them: the rule that matches reads it.</summary>
    public static void WritePreprocessing(string folder) => Write(folder, "preprocess", Rules(10)
        .Replace("request.path: {valueType: STRING}", "request.path: {valueType: STRING}\n    destination.uid: {valueType: STRING}\n    destination.workload.name: {valueType: STRING}", StringComparison.Ordinal)
        .Replace("&& request.method == \"GET\"", "&& destination.workload.name == \"reviews-v2\"", StringComparison.Ordinal)
        + """
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: pods
        metadata: {name: cluster, namespace: istio-system}
        spec: {}
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: kubernetes
        metadata: {name: both, namespace: istio-system}
        spec:
          source_uid: source.uid | ""
          destination_uid: destination.uid | ""
          attribute_bindings:
            destination.workload.name: $out.destination_workload_name | ""
        ---
        apiVersion: config.istio.io/v1alpha2
        kind: rule
        metadata: {name: generate, namespace: istio-system}
        spec:
          actions:
          - handler: cluster.pods
            instances: [both.kubernetes]

        """);

    /// <summary>One rule a service, for so many services.</summary>
    public static string Rules(int count)
    {
        var text = new StringBuilder("""
            apiVersion: config.istio.io/v1alpha2
            kind: attributemanifest
            metadata: {name: mesh, namespace: istio-system}
            spec:
              attributes:
                destination.service: {valueType: STRING}
                destination.namespace: {valueType: STRING}
                source.namespace: {valueType: STRING}
                source.uid: {valueType: STRING}
                request.method: {valueType: STRING}
                request.path: {valueType: STRING}
                request.headers: {valueType: STRING_MAP}
                response.code: {valueType: INT64}
                context.reporter.kind: {valueType: STRING}
                context.protocol: {valueType: STRING}
            ---
            apiVersion: config.istio.io/v1alpha2
            kind: denier
            metadata: {name: allow, namespace: istio-system}
            spec: {status: {code: 0}, validDuration: 10s, validUseCount: 1000}
            ---
            apiVersion: config.istio.io/v1alpha2
            kind: checknothing
            metadata: {name: nothing, namespace: istio-system}
            spec: {}

            """);
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""
                ---
                apiVersion: config.istio.io/v1alpha2
                kind: rule
                metadata: {name: r{{i}}, namespace: istio-system}
                spec:
                  match: destination.service == "svc{{i}}.default.svc.cluster.local" && request.method == "GET"
                  actions:
                  - handler: allow.denier
                    instances: [nothing.checknothing]

                """);
        }

        return text.ToString();
    }

    private static void Write(string folder, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, name, "config.yaml"), text);
    }
}
