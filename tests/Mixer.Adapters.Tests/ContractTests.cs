using Mixer.Sdk;
using Mixer.Sdk.Testing;

namespace Mixer.Adapters.Tests;

/// <summary>What every adapter owes its host, asked of those that come with the server.</summary>
public static class ContractTests
{
    private const string CheckRule =
        """

        ---
        kind: checknothing
        metadata: { name: nothing, namespace: istio-system }
        spec: {}
        ---
        kind: listentry
        metadata: { name: entry, namespace: istio-system }
        spec: { value: 'source.name | "client"' }
        ---
        kind: quota
        metadata: { name: requests, namespace: istio-system }
        spec: { dimensions: { source: 'source.name | "client"' } }
        ---
        kind: reportnothing
        metadata: { name: happened, namespace: istio-system }
        spec: {}
        ---
        kind: rule
        metadata: { name: always, namespace: istio-system }
        spec: { actions: [ { handler: HANDLER, instances: [ INSTANCES ] } ] }
        """;

    public sealed class DenierContractTests : AdapterContractTests
    {
        protected override AdapterInfo Adapter => Mixer.Adapters.Denier.DenierAdapterRegistration.Info;

        protected override string Configuration => Handler("denier", "{ validDuration: 5s }", "nothing.checknothing, entry.listentry, requests.quota", "reportnothing");
    }

    public sealed class ListContractTests : AdapterContractTests
    {
        protected override AdapterInfo Adapter => Mixer.Adapters.List.ListAdapterRegistration.Info;

        protected override string Configuration => Handler("listchecker", "{ overrides: [ client ] }", "entry.listentry", "checknothing", "quota", "reportnothing");
    }

    public sealed class MemQuotaContractTests : AdapterContractTests
    {
        protected override AdapterInfo Adapter => Mixer.Adapters.MemQuota.MemQuotaAdapterRegistration.Info;

        protected override string Configuration =>
            Handler("memquota", "{ quotas: [ { name: requests.quota.istio-system, maxAmount: 50, validDuration: 10s } ] }", "requests.quota", "checknothing", "listentry", "reportnothing");
    }

    public sealed class NoopContractTests : AdapterContractTests
    {
        protected override AdapterInfo Adapter => Mixer.Adapters.Noop.NoopAdapterRegistration.Info;

        protected override string Configuration => Handler("noop", "{}", "nothing.checknothing, entry.listentry, requests.quota, happened.reportnothing");
    }

    // A configuration of one adapter may only speak of the templates that the adapter takes.
    private static string Handler(string kind, string spec, string instances, params string[] unknown) =>
        string.Join("\n---\n", ($"kind: {kind}\nmetadata: {{ name: h, namespace: istio-system }}\nspec: {spec}" + CheckRule)
            .Replace("HANDLER", "h." + kind, StringComparison.Ordinal)
            .Replace("INSTANCES", instances, StringComparison.Ordinal)
            .Split("\n---\n")
            .Where(document => !unknown.Any(name => document.StartsWith($"kind: {name}\n", StringComparison.Ordinal))));
}
