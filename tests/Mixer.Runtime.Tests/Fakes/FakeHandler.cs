using Google.Protobuf;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;
using Connection = Mixer.Api.Policy.V1Beta1.Connection;

namespace Mixer.Runtime.Tests.Fakes;

/// <summary>What the handlers of a fake adapter do; shared by all of them, by handler name where it matters.</summary>
internal sealed class FakeAdapter
{
    private readonly Lock _lock = new();

    public FakeAdapter(string name, params TemplateInfo[] templates)
    {
        Info = new AdapterInfo
        {
            Name = name,
            Description = "",
            Implementation = name,
            SupportedTemplates = [.. templates],
            ConfigDescriptor = Connection.Descriptor,
            CreateBuilder = () => CreateBuilder!(),
        };
        CreateBuilder = () => new FakeBuilder(this);
    }

    public AdapterInfo Info { get; }

    public Func<IHandlerBuilder> CreateBuilder { get; set; }

    public Func<FakeHandler, string, CancellationToken, ValueTask<CheckResult>> OnCheck { get; set; } = (_, _, _) => default;

    public Func<FakeHandler, string, ValueTask<CheckWithOutput>> OnCheckWithOutput { get; set; } = (_, _) => default;

    public Func<FakeHandler, string, QuotaArgs, CancellationToken, ValueTask<QuotaResult>> OnQuota { get; set; } = (_, _, _, _) => default;

    public Func<FakeHandler, IReadOnlyList<string>, CancellationToken, ValueTask> OnReport { get; set; } = (_, _, _) => default;

    public Func<FakeHandler, string, ValueTask<IAttributeOutput>> OnGenerate { get; set; } = (_, _) => new(new FakeOutput());

    public Action<string, ConfigErrors> OnValidate { get; set; } = (_, _) => { };

    public Func<FakeHandler, CancellationToken, ValueTask<IHandler>> OnBuild { get; set; } = (handler, _) => new(handler);

    public Func<FakeHandler, ValueTask> OnDispose { get; set; } = _ => default;

    public List<FakeHandler> Built { get; } = [];

    public List<string> TypesSet { get; } = [];

    public int BuiltCount
    {
        get
        {
            lock (_lock)
            {
                return Built.Count;
            }
        }
    }

    /// <summary>Adds to one of the lists; handlers are built several at a time.</summary>
    public void Record<T>(List<T> list, T item)
    {
        lock (_lock)
        {
            list.Add(item);
        }
    }
}

internal sealed class FakeHandler(FakeAdapter adapter, string config, AdapterEnvironment environment) : IHandler
{
    /// <summary>The configuration of a handler for which no actions can be made.</summary>
    public const string Unroutable = "unroutable";

    private int _disposed;

    public FakeAdapter Adapter { get; } = adapter;

    public string Config { get; } = config;

    public AdapterEnvironment Environment { get; } = environment;

    public int Disposed => Volatile.Read(ref _disposed);

    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        Interlocked.Increment(ref _disposed);
        try
        {
            await Adapter.OnDispose(this);
        }
        finally
        {
            Closed.TrySetResult();
        }
    }
}

internal sealed class FakeBuilder(FakeAdapter adapter) : IHandlerBuilder
{
    public IMessage CreateDefaultConfig() => new Connection();

    public void SetTypes(string template, IEnumerable<string> instances) => adapter.Record(adapter.TypesSet, $"{template}: {string.Join(' ', instances)}");

    public void Validate(IMessage config, ConfigErrors errors) => adapter.OnValidate(((Connection)config).Address, errors);

    public ValueTask<IHandler> BuildAsync(IMessage config, AdapterEnvironment environment, CancellationToken cancellation)
    {
        var handler = new FakeHandler(adapter, ((Connection)config).Address, environment);
        adapter.Record(adapter.Built, handler);
        return adapter.OnBuild(handler, cancellation);
    }
}
