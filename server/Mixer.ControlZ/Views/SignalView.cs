namespace Mixer.ControlZ.Views;

/// <summary>Something that the process can be told.</summary>
/// <param name="Name">The signal.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Description">What happens then.</param>
/// <param name="Path">Where to PUT nothing, to send it.</param>
public sealed record SignalView(string Name, string Title, string Description, string Path);
