namespace Mixer.Attributes;

/// <summary>An attribute that the caller sent with a value that could not be decoded.</summary>
/// <param name="Slot">Its slot in the bag's vocabulary.</param>
/// <param name="Index">The first index in the value that names no word.</param>
public readonly record struct UndecodableAttribute(int Slot, int Index);
