using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>The answer to a check.</summary>
/// <param name="Error">The combined error text if anything failed, so that there is no verdict; otherwise null.</param>
/// <param name="Result">The combined verdict; meaningless with an error.</param>
public readonly record struct CheckOutcome(string? Error, CheckResult Result)
{
    /// <summary>What is to be done to the headers of the call: an encoded <c>istio.mixer.v1.RouteDirective</c>, not to be changed; null for nothing. Only with an OK verdict.</summary>
    public byte[]? RouteDirective { get; init; }
}

/// <summary>The answer to a quota request.</summary>
/// <param name="Error">The combined error text if anything failed; the result is then empty: nothing granted for no time. Otherwise null.</param>
/// <param name="Result">What is granted.</param>
public readonly record struct QuotaOutcome(string? Error, QuotaResult Result);
