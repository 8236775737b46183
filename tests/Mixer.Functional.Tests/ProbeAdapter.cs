using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mixer.Sdk;
using Mixer.Server;
using Mixer.Templates;

namespace Mixer.Functional.Tests;

/// <summary>The adapter <c>probe</c>, which does what a test says and keeps what it is given.</summary>
internal sealed class ProbeAdapter
{
    public ProbeAdapter() => OnReport = instances =>
    {
        foreach (var instance in instances)
        {
            Records.Enqueue(string.Join(' ', instance.Variables.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}={pair.Value}"))));
        }
    };

    /// <summary>The log entries of all reports, their variables by name.</summary>
    public ConcurrentQueue<string> Records { get; } = new();

    /// <summary>The arguments of all requests for quota.</summary>
    public ConcurrentQueue<QuotaArgs> Asked { get; } = new();

    public Action<IReadOnlyList<LogEntryInstance>> OnReport { get; set; }

    public Func<KubernetesInstance, KubernetesOutput> OnGenerate { get; set; } = _ => new KubernetesOutput();

    public Func<ListEntryInstance, CheckResult> OnCheck { get; set; } = _ => default;

    /// <summary>The server's options with this adapter beside its own.</summary>
    public MixerServerOptions AddTo(MixerServerOptions options) =>
        options with
        {
            Inventory = new ServerInventory(
                [
                    .. options.Inventory.Adapters,
                    new AdapterInfo
                    {
                        Name = "probe",
                        Description = "Does what a test says",
                        Implementation = "probe",
                        SupportedTemplates = [LogEntryTemplate.Info, KubernetesTemplate.Info, ListEntryTemplate.Info, QuotaTemplate.Info],
                        ConfigDescriptor = Empty.Descriptor,
                        CreateBuilder = () => new Builder(this),
                    },
                ],
                options.Inventory.Templates),
        };

    private sealed class Builder(ProbeAdapter probe) : HandlerBuilder<Empty>, ILogEntryHandlerBuilder, IKubernetesHandlerBuilder, IListEntryHandlerBuilder, IQuotaHandlerBuilder
    {
        public void SetLogEntryTypes(IReadOnlyDictionary<string, LogEntryType> types)
        {
        }

        public void SetListEntryTypes(IReadOnlyDictionary<string, ListEntryType> types)
        {
        }

        public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types)
        {
        }

        public override ValueTask<IHandler> BuildAsync(Empty config, AdapterEnvironment environment, CancellationToken cancellation) => new(new Handler(probe));
    }

    private sealed class Handler(ProbeAdapter probe) : ILogEntryHandler, IKubernetesHandler, IListEntryHandler, IQuotaHandler
    {
        public ValueTask HandleLogEntryAsync(IReadOnlyList<LogEntryInstance> instances, CancellationToken cancellation)
        {
            probe.OnReport(instances);
            return default;
        }

        public ValueTask<KubernetesOutput> GenerateKubernetesAttributesAsync(KubernetesInstance instance, CancellationToken cancellation) => new(probe.OnGenerate(instance));

        public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => new(probe.OnCheck(instance));

        public ValueTask<QuotaResult> HandleQuotaAsync(QuotaInstance instance, QuotaArgs args, CancellationToken cancellation)
        {
            probe.Asked.Enqueue(args);
            return new(new QuotaResult(Sdk.Status.Ok, Sdk.Values.Duration.FromSeconds(1), args.Amount));
        }

        public ValueTask DisposeAsync() => default;
    }
}
