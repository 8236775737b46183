namespace Mixer.Adapters.Stdio.Output;

/// <summary>When a file is rotated out and how long it is kept.</summary>
/// <param name="MaxBytes">Size that a file does not pass.</param>
/// <param name="MaxAge">Age after which a rotated-out file is deleted; zero for never.</param>
/// <param name="MaxFiles">How many rotated-out files are kept; zero for all.</param>
internal sealed record RotationPolicy(long MaxBytes, TimeSpan MaxAge, int MaxFiles)
{
    private const long Megabyte = 1024 * 1024;
    private const int DefaultMegabytes = 100;

    /// <summary>The policy of <paramref name="config"/>; numbers below 1 mean the default size, no age limit and no limit of files.</summary>
    public static RotationPolicy Of(Params config) =>
        new(
            (config.MaxMegabytesBeforeRotation > 0 ? config.MaxMegabytesBeforeRotation : DefaultMegabytes) * Megabyte,
            TimeSpan.FromDays(Math.Max(0, config.MaxDaysBeforeRotation)),
            Math.Max(0, config.MaxRotatedFiles));
}
