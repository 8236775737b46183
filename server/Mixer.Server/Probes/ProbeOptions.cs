using Mixer.Sdk.Values;

namespace Mixer.Server.Probes;

/// <summary>A file whose age says whether the server is well.</summary>
/// <param name="Path">The file; empty for none.</param>
/// <param name="Interval">How old it may become; zero for no probe.</param>
internal sealed record ProbeOptions(string Path, Duration Interval)
{
    public static ProbeOptions Off { get; } = new("", Duration.Zero);

    public bool IsOn => Path.Length > 0 && Interval.Nanoseconds > 0;
}
