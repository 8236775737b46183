namespace Mixer.ControlZ.Views;

/// <summary>The configuration in effect and what is wrong with what the operator wrote.</summary>
/// <param name="Revision">Number of the configuration in effect.</param>
/// <param name="Refused">Number of a newer one that was refused as a whole; null if there is none.</param>
/// <param name="Policy">What happens with resources that are wrong.</param>
/// <param name="Store">Where the configuration comes from.</param>
/// <param name="StoreFault">Null, or why the store cannot be read.</param>
/// <param name="Resources">All resources that the operator wrote.</param>
/// <param name="Problems">What is wrong with them.</param>
/// <param name="History">The configurations dealt with last, newest first.</param>
public sealed record ConfigView(
    long Revision,
    long? Refused,
    string Policy,
    string Store,
    string? StoreFault,
    IReadOnlyList<ResourceView> Resources,
    IReadOnlyList<ProblemView> Problems,
    IReadOnlyList<RevisionView> History);

/// <summary>One resource of the configuration.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">effective, reduced, superseded, refused or ignored.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Effective">Where the version in effect was written, if that is another one.</param>
public sealed record ResourceView(string Kind, string Namespace, string Name, string State, string Location, string? Effective);

/// <summary>One thing wrong with the configuration.</summary>
/// <param name="Severity">error or warning.</param>
/// <param name="Location"><c>file:line:column</c>.</param>
/// <param name="Resource">Full name of the resource; empty for a file that has none.</param>
/// <param name="Field">Which part of it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Hint">An advice, or null.</param>
public sealed record ProblemView(string Severity, string Location, string Resource, string Field, string Message, string? Hint);

/// <summary>One configuration that the server has dealt with.</summary>
/// <param name="Revision">Its number.</param>
/// <param name="Time">When that was.</param>
/// <param name="IsRefused">It was refused as a whole.</param>
/// <param name="Rules">Rules in effect with it.</param>
/// <param name="Errors">Errors in it.</param>
/// <param name="Warnings">Warnings about it.</param>
public sealed record RevisionView(long Revision, DateTimeOffset Time, bool IsRefused, int Rules, int Errors, int Warnings);
