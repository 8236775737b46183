namespace Mixer.Server.Api;

/// <summary>What callers read when the API's pool refuses a call.</summary>
internal static class PoolFull
{
    public const string Message = "Server is busy: too many calls wait already. Please try again.";
}
