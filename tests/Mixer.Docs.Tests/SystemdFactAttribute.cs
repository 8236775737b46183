namespace Mixer.Docs.Tests;

/// <summary>A test that asks <c>systemd-analyze</c>; skipped where there is none.</summary>
internal sealed class SystemdFactAttribute : FactAttribute
{
    public SystemdFactAttribute() => Skip = File.Exists("/usr/bin/systemd-analyze") ? null : "systemd-analyze is not installed";
}
