namespace Mixer.Runtime.Routing;

/// <summary>Whether the conditions behind an index are simply false where what they compare is not there; otherwise they cannot be evaluated.</summary>
/// <param name="Attribute">When the attribute is absent.</param>
/// <param name="Key">When the map is there, but not its key.</param>
internal readonly record struct IndexAbsence(bool Attribute, bool Key);
