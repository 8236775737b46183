using System.Text.Json.Serialization;

namespace Mixer.ControlZ.Views;

/// <summary>A handler that rules use, and how it does; the numbers are those of the metrics.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Adapter">Its adapter.</param>
/// <param name="State">live, superseded or failed.</param>
/// <param name="Since">The revision that the version at work was built for.</param>
/// <param name="Fault">Why its newest version is not at work; null if it is.</param>
public sealed record HandlerView(string Name, string Adapter, string State, long Since, string? Fault)
{
    /// <summary>What the metrics call it.</summary>
    [JsonIgnore]
    public string RuntimeName { get; init; } = Name;

    /// <summary>The templates that calls have been sent of.</summary>
    public IReadOnlyList<string> Templates { get; init; } = [];

    /// <summary>Calls since the start.</summary>
    public double Calls { get; init; }

    /// <summary>Those of them that failed.</summary>
    public double Failures { get; init; }

    /// <summary>The time that all of them took.</summary>
    public double Seconds { get; init; }

    /// <summary>Scheduled work that has not ended.</summary>
    public double Workers { get; init; }

    /// <summary>Daemons that have not ended.</summary>
    public double Daemons { get; init; }
}
