namespace Mixer.Expressions.Functions;

/// <summary>An address in two parts.</summary>
/// <param name="DisplayName">The name before or after the address; empty if there is none.</param>
/// <param name="Spec">Local part, unquoted, then <c>@</c> and the domain.</param>
internal sealed record MailAddress(string DisplayName, string Spec)
{
    /// <summary>What is before the first <c>@</c>.</summary>
    public string Local => Spec[..Spec.IndexOf('@', StringComparison.Ordinal)];

    /// <summary>What is after the first <c>@</c>.</summary>
    public string Domain => Spec[(Spec.IndexOf('@', StringComparison.Ordinal) + 1)..];
}
