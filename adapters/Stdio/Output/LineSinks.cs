using System.Diagnostics.CodeAnalysis;

namespace Mixer.Adapters.Stdio.Output;

/// <summary>Opens the sink that a configuration asks for.</summary>
internal static class LineSinks
{
    // The process has one of each stream; the locks keep the lines of different handlers apart.
    private static readonly Lock OutputGate = new();
    private static readonly Lock ErrorGate = new();

    /// <summary>Opens the sink of <paramref name="config"/>, which passed validation.</summary>
    /// <exception cref="InvalidOperationException">The file cannot be opened; the message says why.</exception>
    public static LineSink Open(Params config, TimeProvider time) =>
        (config.LogStream, config.OutputPath) switch
        {
            (Params.Types.Stream.Stdout, _) or (Params.Types.Stream.File, "stdout") => StandardOutput(),
            (Params.Types.Stream.Stderr, _) or (Params.Types.Stream.File, "stderr") => StandardError(),
            (Params.Types.Stream.File, var path) => OpenFile(path),
            _ => new RotatingFileSink(config.OutputPath, RotationPolicy.Of(config), time),
        };

    private static StreamSink StandardOutput() => new(Console.OpenStandardOutput(), OutputGate);

    private static StreamSink StandardError() => new(Console.OpenStandardError(), ErrorGate);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The sink owns the stream.")]
    private static StreamSink OpenFile(string path)
    {
        try
        {
            return new StreamSink(LogFile.Append(path), new Lock());
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidOperationException($"could not build logger: open {path}: {LogFile.Reason(failure)}", failure);
        }
    }
}
