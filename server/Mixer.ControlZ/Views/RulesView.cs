namespace Mixer.ControlZ.Views;

/// <summary>What a visitor of the rule explorer chooses from.</summary>
/// <param name="Revision">Number of the configuration.</param>
/// <param name="Attributes">The attributes that rules may use.</param>
/// <param name="Rules">The rules in effect.</param>
public sealed record RulesView(long Revision, IReadOnlyList<AttributeView> Attributes, IReadOnlyList<RuleView> Rules);

/// <summary>An attribute that rules may use.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in the words of the manifests.</param>
public sealed record AttributeView(string Name, string Type);

/// <summary>A rule in effect.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Namespace">Whose calls it applies to.</param>
/// <param name="Match">Its condition; empty if it always matches.</param>
/// <param name="Location">Where it is written.</param>
/// <param name="Actions">What it does, one line an action.</param>
public sealed record RuleView(string Name, string Namespace, string Match, string Location, IReadOnlyList<string> Actions);
