using Google.Protobuf.WellKnownTypes;
using Mixer.Sdk;
using Mixer.Server;
using Mixer.Templates;

namespace Mixer.Functional.Tests;

/// <summary>An adapter of kind <c>scripted</c> for servers of a test, whose handlers do what the test says.</summary>
internal sealed class ScriptedAdapter
{
    public ScriptedAdapter() =>
        Info = new AdapterInfo
        {
            Name = "scripted",
            Description = "Does what a test says",
            Implementation = "scripted",
            SupportedTemplates = [CheckNothingTemplate.Info, ListEntryTemplate.Info, QuotaTemplate.Info, LogEntryTemplate.Info, KubernetesTemplate.Info],
            ConfigDescriptor = Empty.Descriptor,
            CreateBuilder = () => new Builder(this),
        };

    public AdapterInfo Info { get; }

    public Func<string, CancellationToken, ValueTask<CheckResult>> OnCheck { get; set; } = (_, _) => default;

    public Func<string, CheckResult> OnListEntry { get; set; } = _ => default;

    public Func<QuotaArgs, ValueTask<QuotaResult>> OnQuota { get; set; } = _ => default;

    public Func<IReadOnlyList<LogEntryInstance>, CancellationToken, ValueTask> OnReport { get; set; } = (_, _) => default;

    public Func<KubernetesInstance, ValueTask<KubernetesOutput>> OnGenerate { get; set; } = _ => new(new KubernetesOutput());

    public Task<RunningServer> StartAsync(string yaml, Func<MixerServerOptions, MixerServerOptions>? adjust = null) =>
        RunningServer.StartAsync(yaml, options =>
        {
            var adjusted = adjust?.Invoke(options) ?? options;
            return adjusted with { Inventory = new ServerInventory([.. adjusted.Inventory.Adapters, Info], adjusted.Inventory.Templates) };
        });

    private sealed class Builder(ScriptedAdapter script)
        : HandlerBuilder<Empty>, ICheckNothingHandlerBuilder, IListEntryHandlerBuilder, IQuotaHandlerBuilder, ILogEntryHandlerBuilder, IKubernetesHandlerBuilder
    {
        public void SetCheckNothingTypes(IReadOnlyDictionary<string, CheckNothingType> types) { }

        public void SetListEntryTypes(IReadOnlyDictionary<string, ListEntryType> types) { }

        public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types) { }

        public void SetLogEntryTypes(IReadOnlyDictionary<string, LogEntryType> types) { }

        public override ValueTask<IHandler> BuildAsync(Empty config, AdapterEnvironment environment, CancellationToken cancellation) => new(new Handler(script));
    }

    private sealed class Handler(ScriptedAdapter script) : ICheckNothingHandler, IListEntryHandler, IQuotaHandler, ILogEntryHandler, IKubernetesHandler
    {
        public ValueTask<CheckResult> HandleCheckNothingAsync(CheckNothingInstance instance, CancellationToken cancellation) => script.OnCheck(instance.Name, cancellation);

        public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => new(script.OnListEntry(instance.Value));

        public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation) => script.OnQuota(args);

        public ValueTask HandleLogEntryAsync(IReadOnlyList<LogEntryInstance> instances, CancellationToken cancellation) => script.OnReport(instances, cancellation);

        public ValueTask<KubernetesOutput> GenerateKubernetesAttributesAsync(KubernetesInstance instance, CancellationToken cancellation) => script.OnGenerate(instance);

        public ValueTask DisposeAsync() => default;
    }
}
