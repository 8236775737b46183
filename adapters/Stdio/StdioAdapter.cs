using Mixer.Adapters.Stdio.Encoding;
using Mixer.Adapters.Stdio.Output;
using Mixer.Sdk;
using Mixer.Templates;

namespace Mixer.Adapters.Stdio;

/// <summary>Builds handlers that write log entries and metrics as lines to a standard stream or a file.</summary>
[Adapter("stdio", Description = "Writes logs and metrics to a standard I/O stream or a file", SupportedTemplates = [typeof(LogEntryTemplate), typeof(MetricTemplate)])]
public sealed class StdioAdapter : HandlerBuilder<Params>, ILogEntryHandlerBuilder, IMetricHandlerBuilder
{
    private readonly Dictionary<string, IEnumerable<string>> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IEnumerable<string>> _dimensions = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void SetLogEntryTypes(IReadOnlyDictionary<string, LogEntryType> types)
    {
        foreach (var (name, type) in types)
        {
            _variables[name] = type.Variables.Keys;
        }
    }

    /// <inheritdoc/>
    public void SetMetricTypes(IReadOnlyDictionary<string, MetricType> types)
    {
        foreach (var (name, type) in types)
        {
            _dimensions[name] = type.Dimensions.Keys;
        }
    }

    /// <inheritdoc/>
    public override Params CreateDefaultConfig()
    {
        var config = new Params
        {
            OutputAsJson = true,
            MaxMegabytesBeforeRotation = 100,
            MaxDaysBeforeRotation = 30,
            MaxRotatedFiles = 1000,
        };
        Name(config, Params.Types.Level.Info, "INFORMATIONAL", "informational", "INFO", "info");
        Name(config, Params.Types.Level.Warning, "WARNING", "warning", "WARN", "warn");
        Name(config, Params.Types.Level.Error, "ERROR", "error", "ERR", "err", "FATAL", "fatal");
        return config;
    }

    /// <inheritdoc/>
    public override void Validate(Params config, ConfigErrors errors)
    {
        var toFile = config.LogStream is Params.Types.Stream.File or Params.Types.Stream.RotatedFile;
        if (!toFile && config.OutputPath.Length != 0)
        {
            errors.Add("outputPath", "cannot specify an output path when using a STDOUT or STDERR log stream");
        }
        else if (toFile && config.OutputPath.Length == 0)
        {
            errors.Add("outputPath", "need a valid output path when using a FILE or ROTATED_FILE log stream");
        }
    }

    /// <inheritdoc/>
    public override ValueTask<IHandler> BuildAsync(Params config, AdapterEnvironment environment, CancellationToken cancellation) =>
        ValueTask.FromResult<IHandler>(new StdioHandler(
            config,
            new LineLayouts(_variables),
            new LineLayouts(_dimensions),
            LineSinks.Open(config, environment.Time),
            environment.Time));

    private static void Name(Params config, Params.Types.Level level, params ReadOnlySpan<string> severities)
    {
        foreach (var severity in severities)
        {
            config.SeverityLevels[severity] = level;
        }
    }
}
