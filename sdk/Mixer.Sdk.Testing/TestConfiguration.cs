using Mixer.Config;
using Mixer.Config.Building;
using Mixer.Config.Model;
using Mixer.Config.Stores;

namespace Mixer.Sdk.Testing;

/// <summary>A configuration as a test writes it. If it declares no attributes, it gets those that every mesh has.</summary>
internal static class TestConfiguration
{
    private static readonly string StandardAttributes = ReadStandardAttributes();

    /// <summary>The text as a store holds it; standard attributes come last, so that places in messages are those of the test.</summary>
    public static string Complete(string yaml) =>
        new ScriptedConfigStore(yaml).List().Any(resource => resource.Key.Kind == "attributemanifest") ? yaml : yaml + "\n---\n" + StandardAttributes;

    /// <summary>What the text means for a server that has <paramref name="adapter"/>; throws with all that is wrong.</summary>
    public static ConfigSnapshot Load(AdapterInfo adapter, string yaml)
    {
        var store = new ScriptedConfigStore(Complete(yaml));
        var resources = new ResourceSet(store.List()) { SourceProblems = store.Problems };
        var snapshot = new SnapshotBuilder([adapter], adapter.SupportedTemplates, ConfigPolicy.Partial).Build(resources, 0);
        ThrowIfWrong(snapshot.Problems);
        return snapshot;
    }

    public static void ThrowIfWrong(IEnumerable<ConfigProblem> problems)
    {
        var errors = problems.Where(problem => problem.Severity == ProblemSeverity.Error).Select(problem => problem.ToString()).ToList();
        if (errors.Count > 0)
        {
            throw new AdapterConfigurationException(errors);
        }
    }

    private static string ReadStandardAttributes()
    {
        using var reader = new StreamReader(typeof(TestConfiguration).Assembly.GetManifestResourceStream("attributes.yaml")!);
        return reader.ReadToEnd();
    }
}
