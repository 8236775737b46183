using Mixer.Attributes;
using Mixer.Config;
using Mixer.Config.Stores;
using Mixer.Runtime;
using Mixer.Runtime.Dispatching;
using Mixer.Sdk.Values;
using Prometheus;

namespace Mixer.Sdk.Testing;

/// <summary>
/// The engine of the server in the test's process, with one adapter and a configuration: calls go through rules, expressions and generated code to real
/// handlers, without sockets. Thread-safe; disposing it closes the handlers as the server does.
/// </summary>
public sealed class AdapterHost : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, AttributeValue> Nothing = new Dictionary<string, AttributeValue>();
    private readonly MixerRuntime _runtime;
    private readonly ScriptedConfigStore _store;
    private readonly RecordingLoggerFactory _loggers;

    private AdapterHost(MixerRuntime runtime, ScriptedConfigStore store, RecordingLogger log, RecordingLoggerFactory loggers)
    {
        _runtime = runtime;
        _store = store;
        _loggers = loggers;
        Log = log;
    }

    /// <summary>Everything that engine and adapter logged.</summary>
    public RecordingLogger Log { get; }

    /// <summary>
    /// Starts a host on <paramref name="configuration"/>: YAML documents of handlers, instances and rules as an operator writes them. If it declares no attributes
    /// of its own, those of the samples are known. <paramref name="time"/> is the clock of the handlers; the system's if null. Throws
    /// <see cref="AdapterConfigurationException"/> if anything is wrong, including what the adapter itself refuses.
    /// </summary>
    public static async Task<AdapterHost> StartAsync(
        AdapterInfo adapter, string configuration, TimeProvider? time = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(adapter);
        ArgumentNullException.ThrowIfNull(configuration);
        var log = new RecordingLogger();
        var loggers = new RecordingLoggerFactory(log);
        var store = new ScriptedConfigStore(TestConfiguration.Complete(configuration));
        var options = new RuntimeOptions { Policy = ConfigPolicy.Partial };
        var runtime = new MixerRuntime(
            options, store, [adapter], adapter.SupportedTemplates, loggers, time ?? TimeProvider.System, Metrics.NewCustomRegistry());
        var host = new AdapterHost(runtime, store, log, loggers);
        try
        {
            await runtime.StartAsync(cancellation).ConfigureAwait(false);
            TestConfiguration.ThrowIfWrong(store.Problems.Concat(runtime.State.Problems));
            return host;
        }
        catch
        {
            await host.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends one check. Throws <see cref="ArgumentException"/> for attributes that the configuration does not declare.</summary>
    public async Task<CheckAnswer> CheckAsync(AttributeSet attributes, CancellationToken cancellation = default)
    {
        var route = _runtime.Dispatcher.Acquire();
        try
        {
            var bag = Fill(route, attributes);
            if (await route.PreprocessAsync(bag, cancellation).ConfigureAwait(false) is { } fault)
            {
                return new CheckAnswer(fault, default, Nothing);
            }

            var outcome = await route.CheckAsync(bag, cancellation).ConfigureAwait(false);
            return new CheckAnswer(outcome.Error, outcome.Result, Generated(bag, attributes));
        }
        finally
        {
            route.Release();
        }
    }

    /// <summary>Sends several checks at once; the answers come in the order of <paramref name="calls"/>.</summary>
    public async Task<IReadOnlyList<CheckAnswer>> CheckAllAsync(IEnumerable<AttributeSet> calls, CancellationToken cancellation = default) =>
        await Task.WhenAll(calls.Select(attributes => Task.Run(() => CheckAsync(attributes, cancellation), cancellation))).ConfigureAwait(false);

    /// <summary>Asks for an amount of <paramref name="quota"/>: the name of an instance of a quota template.</summary>
    public async Task<QuotaAnswer> AllocateAsync(AttributeSet attributes, string quota, QuotaArgs args, CancellationToken cancellation = default)
    {
        var route = _runtime.Dispatcher.Acquire();
        try
        {
            var bag = Fill(route, attributes);
            if (await route.PreprocessAsync(bag, cancellation).ConfigureAwait(false) is { } fault)
            {
                return new QuotaAnswer(fault, default);
            }

            var outcome = await route.QuotaAsync(bag, quota, args, cancellation).ConfigureAwait(false);
            return new QuotaAnswer(outcome.Error, outcome.Result);
        }
        finally
        {
            route.Release();
        }
    }

    /// <summary>
    /// Sends one report of any number of records: a handler gets all instances of a template in one call. Gives what went wrong; empty if everything was taken.
    /// </summary>
    public async Task<IReadOnlyList<string>> ReportAsync(IEnumerable<AttributeSet> records, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(records);
        var errors = new List<string>();
        var route = _runtime.Dispatcher.Acquire();
        try
        {
            using var session = route.StartReport();
            foreach (var record in records)
            {
                var bag = Fill(route, record);
                if (await route.PreprocessAsync(bag, cancellation).ConfigureAwait(false) is { } fault)
                {
                    errors.Add(fault);
                    continue;
                }

                await session.AppendAsync(bag, cancellation).ConfigureAwait(false);
            }

            await session.FlushAsync(cancellation).ConfigureAwait(false);
            return [.. errors, .. session.Errors.Told];
        }
        finally
        {
            route.Release();
        }
    }

    /// <summary>Lets the calls in progress end and closes the handlers.</summary>
    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync().ConfigureAwait(false);
        await _store.DisposeAsync().ConfigureAwait(false);
        _loggers.Dispose();
    }

    private static AttributeBag Fill(Route route, AttributeSet attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var bag = new AttributeBag(route.Vocabulary);
        foreach (var (name, value) in attributes)
        {
            var slot = route.Vocabulary.SlotOf(name);
            if (slot < 0)
            {
                throw new ArgumentException($"the configuration does not declare the attribute '{name}'; add it to an attributemanifest", nameof(attributes));
            }

            bag.Set(slot, value);
        }

        return bag;
    }

    private static Dictionary<string, AttributeValue> Generated(AttributeBag bag, AttributeSet sent)
    {
        var known = sent.Select(attribute => attribute.Key).ToHashSet(StringComparer.Ordinal);
        var generated = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        for (var slot = 0; slot < bag.Vocabulary.Count; slot++)
        {
            var name = bag.Vocabulary.NameOf(slot);
            if (bag.Peek(slot) is { IsNone: false } value && !known.Contains(name))
            {
                generated.Add(name, value);
            }
        }

        return generated;
    }
}
