namespace Mixer.Runtime.Dispatching;

/// <summary>How one handler call ended: with a result, or with an error text.</summary>
/// <param name="Result">The result; meaningless with an error.</param>
/// <param name="Error">Why there is no result; null if there is one.</param>
/// <param name="Built">Whether the instance could be built, so that the handler was called.</param>
internal readonly record struct Completion<TResult>(TResult? Result, string? Error, bool Built);
