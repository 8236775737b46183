namespace Mixer.Config.Tests.Fakes;

/// <summary>A test that needs permissions to be kept; skipped for a user who may read everything.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnprivilegedFactAttribute : FactAttribute
{
    public UnprivilegedFactAttribute()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Skip = "permissions do not bind this user";
        }
    }
}
