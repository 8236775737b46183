namespace Mixer.Functional.Tests;

/// <summary>A test that makes load with <c>h2load</c>; skipped where it is not installed.</summary>
internal sealed class H2LoadFactAttribute : FactAttribute
{
    public const string Program = "/usr/bin/h2load";

    public H2LoadFactAttribute() => Skip = File.Exists(Program) ? null : "h2load (Debian package nghttp2-client) is not installed; tests/peers/install installs it";
}
