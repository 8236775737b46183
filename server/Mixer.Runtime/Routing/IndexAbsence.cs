namespace Mixer.Runtime.Routing;

/// <summary>The errors that the conditions behind an index meet where what they compare is not there; null where they are simply false.</summary>
/// <param name="Attribute">When the attribute is absent.</param>
/// <param name="Key">When the map is there, but not its key.</param>
internal readonly record struct IndexAbsence(string? Attribute, string? Key);
