namespace Mixer.Server.Introspection;

/// <summary>What the console may record of calls, once somebody asks it to.</summary>
internal enum RequestRecording
{
    /// <summary>Their attributes are used to explain them, their values are not shown.</summary>
    Masked,

    /// <summary>Everything is shown.</summary>
    Full,

    /// <summary>Nothing.</summary>
    Off,
}
