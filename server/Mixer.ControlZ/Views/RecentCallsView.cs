namespace Mixer.ControlZ.Views;

/// <summary>The calls that were recorded last.</summary>
/// <param name="Mode">What this server may record: off, masked or full.</param>
/// <param name="IsRecording">Calls are being recorded.</param>
/// <param name="Until">When the recording ends by itself, ISO 8601; null if there is none.</param>
/// <param name="Capacity">How many are kept.</param>
/// <param name="Calls">Newest first.</param>
public sealed record RecentCallsView(string Mode, bool IsRecording, DateTimeOffset? Until, int Capacity, IReadOnlyList<RecentCallView> Calls);

/// <summary>One recorded call.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Time">When it ended.</param>
/// <param name="Method">Check or Report.</param>
/// <param name="Status">The verdict's word, or the call's.</param>
/// <param name="Message">What was said about it.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="FromCache">The verdict came from the cache.</param>
/// <param name="Sets">Attribute sets: 1 for Check.</param>
public sealed record RecentCallView(long Id, DateTimeOffset Time, string Method, string Status, string Message, double Milliseconds, bool FromCache, int Sets);
