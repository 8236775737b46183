namespace Mixer.Attributes.Wire;

/// <summary>A quota that a check asks for.</summary>
/// <param name="Name">Name of the quota, as the caller wrote it; may be empty.</param>
/// <param name="Amount">Amount asked for; any sign.</param>
/// <param name="BestEffort">Whether less than the amount is better than nothing.</param>
public readonly record struct QuotaRequest(string Name, long Amount, bool BestEffort);
