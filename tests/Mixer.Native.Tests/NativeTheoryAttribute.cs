namespace Mixer.Native.Tests;

/// <summary>A theory about the native program; skipped where it has not been published.</summary>
internal sealed class NativeTheoryAttribute : TheoryAttribute
{
    public NativeTheoryAttribute() => Skip = Programs.WhyNoNative;
}
