namespace Mixer.Sdk.Testing;

/// <summary>What a host answered to a quota request.</summary>
/// <param name="Error">Why the request could not be served; null if it could.</param>
/// <param name="Result">What is granted; nothing with an error.</param>
public sealed record QuotaAnswer(string? Error, QuotaResult Result);
