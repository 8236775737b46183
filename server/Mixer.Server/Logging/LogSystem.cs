using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace Mixer.Server.Logging;

/// <summary>The server's log: loggers whose category is a scope name write in that scope. Disposing writes out what is buffered.</summary>
internal sealed class LogSystem : IDisposable
{
    private readonly Serilog.Core.Logger _sinks;

    private LogSystem(Serilog.Core.Logger sinks, LogScopes scopes)
    {
        _sinks = sinks;
        Scopes = scopes;
        Loggers = LoggerFactory.Create(builder => builder
            .SetMinimumLevel(LogLevel.Trace)
            .AddFilter((category, level) => scopes.IsEnabled(category, level))
            .AddProvider(new SerilogLoggerProvider(sinks)));
    }

    public LogScopes Scopes { get; }

    public ILoggerFactory Loggers { get; }

    /// <summary>Opens the log; null with the reason if the options cannot be met.</summary>
    public static LogSystem? Create(LogOptions options, out string? error)
    {
        var scopes = new LogScopes();
        error = scopes.Apply(options.OutputLevel, (scope, level) => scope.OutputLevel = level)
            ?? scopes.Apply(options.StackTraceLevel, (scope, level) => scope.StackTraceLevel = level)
            ?? scopes.ApplyCallers(options.Callers)
            ?? FirstUnwritable([.. options.Targets.Where(target => target is not ("stdout" or "stderr")), options.RotatePath]);
        if (error is not null)
        {
            return null;
        }

        var formatter = new LogLineFormatter(scopes, options.AsJson);
        var configuration = new LoggerConfiguration().MinimumLevel.Verbose();
        foreach (var target in options.Targets.Distinct())
        {
            configuration = configuration.WriteTo.Fallible(sinks => _ = target switch
            {
                "stdout" => sinks.Console(formatter),
                "stderr" => sinks.Console(formatter, standardErrorFromLevel: LogEventLevel.Verbose),
                _ => sinks.File(formatter, target, fileSizeLimitBytes: null, shared: false),
            }, WriteFailures.ToStandardError);
        }

        if (options.RotatePath.Length > 0)
        {
            configuration = configuration.WriteTo.Fallible(sinks => sinks.File(
                formatter,
                options.RotatePath,
                fileSizeLimitBytes: Math.Max(1, options.RotateMaxMegabytes) << 20,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: options.RotateMaxBackups > 0 ? (int)Math.Clamp(options.RotateMaxBackups + 1, 1, int.MaxValue) : null,
                retainedFileTimeLimit: options.RotateMaxAgeDays > 0 ? TimeSpan.FromDays(options.RotateMaxAgeDays) : null), WriteFailures.ToStandardError);
        }

        return new LogSystem(configuration.CreateLogger(), scopes);
    }

    /// <summary>As <see cref="Create"/>.</summary>
    /// <exception cref="ArgumentException">The options cannot be met.</exception>
    public static LogSystem Open(LogOptions options) => Create(options, out var error) ?? throw new ArgumentException(error);

    /// <inheritdoc/>
    public void Dispose()
    {
        Loggers.Dispose();
        _sinks.Dispose();
    }

    private static string? FirstUnwritable(IEnumerable<string> paths)
    {
        foreach (var path in paths.Where(path => path.Length > 0))
        {
            var folder = Path.GetDirectoryName(Path.GetFullPath(path));
            if (folder is not null && !Directory.Exists(folder))
            {
                return string.Create(CultureInfo.InvariantCulture, $"open {path}: no such file or directory");
            }

            if (Directory.Exists(path))
            {
                return $"open {path}: is a directory";
            }
        }

        return null;
    }
}
