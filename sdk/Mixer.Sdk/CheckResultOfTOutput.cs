namespace Mixer.Sdk;

/// <summary>
/// An adapter's answer to a check of a template of variety CHECK_WITH_OUTPUT: the verdict, and attributes for what comes after it
/// (<c>&lt;action name&gt;.output.&lt;field&gt;</c>, spec 04 section 13).
/// </summary>
/// <typeparam name="TOutput">The generated output class of the template.</typeparam>
/// <param name="Result">The verdict.</param>
/// <param name="Output">What was found out; null for nothing. Properties that were not assigned stay absent.</param>
public readonly record struct CheckResult<TOutput>(CheckResult Result, TOutput? Output)
    where TOutput : class;
