using Google.Protobuf.WellKnownTypes;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Tests.Fakes;

/// <summary>One adapter for each of the templates.</summary>
internal static class FakeAdapters
{
    public static AdapterInfo Denier { get; } = Create("denier", FakeTemplates.CheckNothing);

    public static AdapterInfo Stdio { get; } = Create("stdio", FakeTemplates.LogEntry);

    public static AdapterInfo KubernetesEnv { get; } = Create("kubernetesenv", FakeTemplates.Kubernetes);

    public static AdapterInfo Keeper { get; } = Create("keeper", FakeTemplates.Session);

    public static AdapterInfo[] All { get; } = [Denier, Stdio, KubernetesEnv, Keeper];

    private static AdapterInfo Create(string name, TemplateInfo template) => new()
    {
        Name = name,
        Description = "",
        Implementation = name,
        SupportedTemplates = [template],
        ConfigDescriptor = Params.Descriptor,
        CreateBuilder = static () => new Builder(),
    };

    private sealed class Builder : HandlerBuilder<Params>
    {
        public override Params CreateDefaultConfig() => new()
        {
            MaxCount = 1000,
            ValidFor = new Duration { Seconds = 5 },
            File = "default",
            Names = { "a", "b" },
            SeverityLevels = { ["info"] = Params.Types.Level.Info, ["error"] = Params.Types.Level.Error },
        };

        public override void Validate(Params config, ConfigErrors errors)
        {
            if (config.File == "throw")
            {
                throw new InvalidOperationException("boom");
            }

            if (config.MaxCount < 0)
            {
                errors.Add("max_count", "must not be negative");
            }
        }

        public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) =>
            throw new NotSupportedException();
    }
}
