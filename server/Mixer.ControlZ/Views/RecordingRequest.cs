namespace Mixer.ControlZ.Views;

/// <summary>Begins or ends the recording of calls.</summary>
public sealed record RecordingRequest
{
    /// <summary>True to begin.</summary>
    public bool On { get; init; }
}
