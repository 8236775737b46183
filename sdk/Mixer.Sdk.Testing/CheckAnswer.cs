using Mixer.Sdk.Values;

namespace Mixer.Sdk.Testing;

/// <summary>What a host answered to a check.</summary>
/// <param name="Error">Why there is no verdict (an adapter threw, an expression could not be evaluated); null if there is one.</param>
/// <param name="Result">The verdict of all matching rules together; meaningless with an error.</param>
/// <param name="Generated">The attributes that attribute generators added to the call.</param>
public sealed record CheckAnswer(string? Error, CheckResult Result, IReadOnlyDictionary<string, AttributeValue> Generated);
