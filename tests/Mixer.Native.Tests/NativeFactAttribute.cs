namespace Mixer.Native.Tests;

/// <summary>A test of the native program; skipped where it has not been published.</summary>
internal sealed class NativeFactAttribute : FactAttribute
{
    public NativeFactAttribute() => Skip = Programs.WhyNoNative;
}
