using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Fakes;

/// <summary>Short ways from text to what it means.</summary>
internal static class TestConfig
{
    public const string Manifest =
        """
        apiVersion: config.istio.io/v1alpha2
        kind: attributemanifest
        metadata: {name: kubernetes, namespace: istio-system}
        spec:
          attributes:
            source.name: {valueType: STRING}
            source.ip: {value_type: IP_ADDRESS}
            request.size: {valueType: INT64}
            request.time: {valueType: TIMESTAMP}
            request.headers: {valueType: STRING_MAP}
            a: {valueType: INT64}
        """;

    public static IReadOnlyList<Resource> Resources(params string[] documents)
    {
        var parsed = ResourceText.Parse("t.yaml", string.Join("\n---\n", documents), YamlLimits.Default);
        Assert.Empty(parsed.Problems);
        return parsed.Resources;
    }

    public static string Document(string kind, string name, string spec, string ns = "istio-system") =>
        $"apiVersion: config.istio.io/v1alpha2\nkind: {kind}\nmetadata:\n  name: {name}\n  namespace: {ns}\nspec:\n  {spec.ReplaceLineEndings("\n  ")}";

    public static SnapshotBuilder Builder(ConfigPolicy policy = ConfigPolicy.KeepLastGood) => new(FakeAdapters.All, FakeTemplates.All, policy);

    public static ConfigSnapshot Build(params string[] documents) => Builder().Build(new ResourceSet(Resources(documents)), 0);

    public static ConfigSnapshot Build(SnapshotBuilder builder, params string[] documents) => builder.Build(new ResourceSet(Resources(documents)), 0);

    public static ConfigProblem OnlyProblem(this ConfigSnapshot snapshot) => Assert.Single(snapshot.Problems);
}
