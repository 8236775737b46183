using Mixer.Adapters.Denier;
using Mixer.Adapters.List;
using Mixer.Adapters.MemQuota;
using Mixer.Adapters.Noop;
using Mixer.Sdk;
using Mixer.Sdk.Testing;

namespace Mixer.Adapters.Tests;

/// <summary>What hosts learn of the adapters: spec table 1.1.</summary>
public sealed class RegistrationTests
{
    public static TheoryData<AdapterInfo, string, string, string[]> Adapters => new()
    {
        {
            DenierAdapterRegistration.Info, "denier", "Rejects any check and quota request with a configurable error",
            ["checknothing", "listentry", "quota"]
        },
        { ListAdapterRegistration.Info, "listchecker", "Checks whether an entry is present in a list", ["listentry"] },
        { MemQuotaAdapterRegistration.Info, "memquota", "Volatile memory-based quota tracking", ["quota"] },
        {
            NoopAdapterRegistration.Info, "noop", "Does nothing (useful for testing)",
            ["authorization", "checknothing", "reportnothing", "listentry", "logentry", "metric", "quota", "tracespan"]
        },
    };

    [Theory]
    [MemberData(nameof(Adapters), DisableDiscoveryEnumeration = true)]
    public void Info_Facts_AreThoseOfTheSpec(AdapterInfo info, string name, string description, string[] templates)
    {
        Assert.Equal(name, info.Name);
        Assert.Equal(description, info.Description);
        Assert.Equal(templates, info.SupportedTemplates.Select(template => template.Name));
    }

    [Theory]
    [MemberData(nameof(Adapters), DisableDiscoveryEnumeration = true)]
    public async Task Info_EveryTemplate_IsSupportedByBuilderAndHandler(AdapterInfo info, string name, string description, string[] templates)
    {
        _ = (name, description, templates);
        var builder = info.CreateBuilder();
        var config = builder.CreateDefaultConfig();
        await using var environment = new FakeAdapterEnvironment();
        await using var handler = await builder.BuildAsync(config, environment, default);

        Assert.Same(info.ConfigDescriptor, config.Descriptor);
        Assert.All(info.SupportedTemplates, template => Assert.True(template.IsSupportedBy(builder)));
        Assert.All(info.SupportedTemplates, template => Assert.True(template.IsSupportedBy(handler)));
    }
}
