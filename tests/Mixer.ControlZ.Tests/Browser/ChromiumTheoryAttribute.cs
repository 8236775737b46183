namespace Mixer.ControlZ.Tests.Browser;

/// <summary>As <see cref="ChromiumFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "Chromium is not installed; run tests/peers/install";
        }
    }
}
