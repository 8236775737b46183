using Google.Protobuf;
using Mixer.Config.Model;
using Mixer.Sdk.CodeGeneration;
using Xunit;

namespace Mixer.Sdk.Testing;

/// <summary>
/// What every adapter owes its host. A test class that derives from this one and says which adapter and which configuration gets these tests; the
/// configuration needs a handler of the adapter, an instance of each template that is to be called, and rules that always match.
/// </summary>
public abstract class AdapterContractTests
{
    private const int AtOnce = 32;
    private static readonly QuotaArgs OneOfEach = new("", 1, BestEffort: true);

    /// <summary>The adapter: <c>Info</c> of its generated registration.</summary>
    protected abstract AdapterInfo Adapter { get; }

    /// <summary>A configuration that the adapter accepts, as YAML text.</summary>
    protected abstract string Configuration { get; }

    /// <summary>The attributes of the calls that are made; one call without attributes unless overridden.</summary>
    protected virtual IReadOnlyList<AttributeSet> Calls => [[]];

    /// <summary>How long anything may take before it counts as hanging.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>The defaults are a new message each time: a host lays what the operator wrote over them.</summary>
    [Fact]
    public void Defaults_AskedTwice_AreTwoEqualMessages()
    {
        var builder = Adapter.CreateBuilder();
        var first = builder.CreateDefaultConfig();

        Assert.NotSame(first, builder.CreateDefaultConfig());
        Assert.Equal(first, Adapter.CreateBuilder().CreateDefaultConfig());
        Assert.Equal(Adapter.ConfigDescriptor.FullName, first.Descriptor.FullName);
    }

    /// <summary>Validation accepts the configuration, leaves it as it was, and says the same when asked again.</summary>
    [Fact]
    public void Validate_Configuration_FindsNothingAndChangesNothing()
    {
        foreach (var handler in Handlers(Load()))
        {
            var before = handler.Config.ToByteString();
            var builder = Prepare(Load(), handler);
            Assert.Equal("", Errors(builder, handler.Config).ToString());
            Assert.Equal("", Errors(builder, handler.Config).ToString());
            Assert.Equal(before, handler.Config.ToByteString());
        }
    }

    /// <summary>Validation answers for what operators leave out, too: it adds errors instead of throwing, and they name fields that exist.</summary>
    [Fact]
    public void Validate_NothingGiven_ErrorsNameFields()
    {
        var fields = Adapter.ConfigDescriptor.Fields.InDeclarationOrder().SelectMany(field => new[] { field.Name, field.JsonName }).ToHashSet(StringComparer.Ordinal);
        var builder = Adapter.CreateBuilder();
        IMessage[] configs = [builder.CreateDefaultConfig(), Adapter.ConfigDescriptor.Parser.ParseFrom([])];
        foreach (var error in configs.SelectMany(config => Errors(builder, config)))
        {
            var first = error.Field.Split('.', '[', '/')[0];
            Assert.True(fields.Contains(first), $"'{first}' in the error '{error}' is no field of {Adapter.ConfigDescriptor.FullName}");
            Assert.NotEqual("", error.Message);
        }
    }

    /// <summary>The handler takes the instances of every template that the adapter declares.</summary>
    [Fact]
    public Task Build_Configuration_GivesHandlerOfEveryTemplate() => WithHandlersAsync(handlers =>
    {
        Assert.All(handlers, handler => Assert.All(Adapter.SupportedTemplates, template => Assert.True(
            template.IsSupportedBy(handler), $"the handler of {Adapter.Name} does not implement the handler interface of the template {template.Name}")));
        return Task.CompletedTask;
    });

    /// <summary>At a change of configuration the new handler is built while the old one serves on.</summary>
    [Fact]
    public Task Build_WhileAnotherIsLive_Succeeds() => WithHandlersAsync(_ => WithHandlersAsync(handlers =>
    {
        Assert.NotEmpty(handlers);
        return Task.CompletedTask;
    }));

    /// <summary>A build that the host has given up ends, with a handler that can be closed or with the cancellation.</summary>
    [Fact]
    public async Task Build_Cancelled_EndsWithCancellationAtMost()
    {
        var snapshot = Load();
        foreach (var definition in Handlers(snapshot))
        {
            await using var environment = new FakeAdapterEnvironment(handlerName: definition.Name);
            try
            {
                var build = Prepare(snapshot, definition).BuildAsync(definition.Config, environment, new CancellationToken(canceled: true)).AsTask();
                var handler = await build.WaitAsync(Patience);
                await environment.DisposeAsync().AsTask().WaitAsync(Patience);
                await handler.DisposeAsync().AsTask().WaitAsync(Patience);
            }
            catch (OperationCanceledException)
            {
                // What most adapters do.
            }
        }
    }

    /// <summary>Every call is answered, and none fails.</summary>
    [Fact]
    public async Task Calls_OneByOne_AreAnswered()
    {
        await using var host = await AdapterHost.StartAsync(Adapter, Configuration);
        foreach (var call in Calls)
        {
            Assert.Empty(await CallAsync(host, call, CancellationToken.None).WaitAsync(Patience));
        }
    }

    /// <summary>A handler is called by many at once.</summary>
    [Fact]
    public async Task Calls_AtOnce_AreAnswered()
    {
        await using var host = await AdapterHost.StartAsync(Adapter, Configuration);
        var calls = Enumerable.Range(0, AtOnce).SelectMany(_ => Calls).Select(call => Task.Run(() => CallAsync(host, call, CancellationToken.None)));
        Assert.Empty((await Task.WhenAll(calls).WaitAsync(Patience)).SelectMany(errors => errors));
    }

    /// <summary>A call whose caller has gone ends, by an answer or by the cancellation.</summary>
    [Fact]
    public async Task Calls_Cancelled_EndWithCancellationAtMost()
    {
        await using var host = await AdapterHost.StartAsync(Adapter, Configuration);
        foreach (var call in Calls)
        {
            try
            {
                Assert.Empty(await CallAsync(host, call, new CancellationToken(canceled: true)).WaitAsync(Patience));
            }
            catch (OperationCanceledException)
            {
                // The caller's own.
            }
        }

        Assert.Empty(await CallAsync(host, Calls[0], CancellationToken.None).WaitAsync(Patience));
    }

    /// <summary>Work and daemons end when their token is cancelled, none of them has thrown, and then the handler closes.</summary>
    [Fact]
    public async Task Dispose_EnvironmentStopped_EndsEverything()
    {
        var snapshot = Load();
        foreach (var definition in Handlers(snapshot))
        {
            var environment = new FakeAdapterEnvironment(handlerName: definition.Name);
            var handler = await Prepare(snapshot, definition).BuildAsync(definition.Config, environment, CancellationToken.None).AsTask().WaitAsync(Patience);
            await environment.DisposeAsync().AsTask().WaitAsync(Patience);
            await handler.DisposeAsync().AsTask().WaitAsync(Patience);
            Assert.Empty(environment.Failures);
        }
    }

    /// <summary>A host that has served calls closes.</summary>
    [Fact]
    public async Task Dispose_AfterCalls_Ends()
    {
        var host = await AdapterHost.StartAsync(Adapter, Configuration);
        await Task.WhenAll(Calls.Select(call => CallAsync(host, call, CancellationToken.None))).WaitAsync(Patience);
        await host.DisposeAsync().AsTask().WaitAsync(Patience);
    }

    private ConfigSnapshot Load() => TestConfiguration.Load(Adapter, Configuration);

    private HandlerDefinition[] Handlers(ConfigSnapshot snapshot)
    {
        HandlerDefinition[] handlers = [.. snapshot.Handlers];
        Assert.True(handlers.Length > 0, $"the configuration has no handler of {Adapter.Name}");
        return handlers;
    }

    private IHandlerBuilder Prepare(ConfigSnapshot snapshot, HandlerDefinition handler)
    {
        var builder = Adapter.CreateBuilder();
        foreach (var template in Adapter.SupportedTemplates)
        {
            Assert.True(template.IsSupportedBy(builder), $"the builder of {Adapter.Name} does not implement the builder interface of the template {template.Name}");
            template.SetTypes(builder, snapshot.Rules.SelectMany(rule => rule.Actions)
                .Where(action => action.Handler.Name == handler.Name)
                .SelectMany(action => action.Instances)
                .Where(instance => instance.Template.Name == template.Name)
                .DistinctBy(instance => instance.Name)
                .ToDictionary(instance => instance.Name, instance => instance.Params));
        }

        return builder;
    }

    private async Task WithHandlersAsync(Func<IReadOnlyList<IHandler>, Task> use)
    {
        var snapshot = Load();
        var handlers = new List<IHandler>();
        var environments = new List<FakeAdapterEnvironment>();
        try
        {
            foreach (var definition in Handlers(snapshot))
            {
                environments.Add(new FakeAdapterEnvironment(handlerName: definition.Name));
                var build = Prepare(snapshot, definition).BuildAsync(definition.Config, environments[^1], CancellationToken.None);
                handlers.Add(await build.AsTask().WaitAsync(Patience));
            }

            await use(handlers);
        }
        finally
        {
            foreach (var environment in environments)
            {
                await environment.DisposeAsync().AsTask().WaitAsync(Patience);
            }

            foreach (var handler in handlers)
            {
                await handler.DisposeAsync().AsTask().WaitAsync(Patience);
            }
        }
    }

    private async Task<IReadOnlyList<string>> CallAsync(AdapterHost host, AttributeSet attributes, CancellationToken cancellation)
    {
        var errors = new List<string>();
        foreach (var variety in Adapter.SupportedTemplates.Select(template => template.Variety).Distinct())
        {
            switch (variety)
            {
                case TemplateVariety.Report:
                    errors.AddRange(await host.ReportAsync([attributes, attributes], cancellation));
                    break;
                case TemplateVariety.Quota:
                    foreach (var instance in Load().Instances.Where(instance => instance.Template.Variety == TemplateVariety.Quota))
                    {
                        Add((await host.AllocateAsync(attributes, instance.ShortName, OneOfEach, cancellation)).Error);
                    }

                    break;
                default:
                    Add((await host.CheckAsync(attributes, cancellation)).Error);
                    break;
            }
        }

        return errors;

        void Add(string? error)
        {
            if (error is not null)
            {
                errors.Add(error);
            }
        }
    }

    private static ConfigErrors Errors(IHandlerBuilder builder, IMessage config)
    {
        var errors = new ConfigErrors();
        builder.Validate(config, errors);
        return errors;
    }
}
