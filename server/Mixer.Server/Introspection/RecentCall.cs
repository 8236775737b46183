using Mixer.Sdk;

namespace Mixer.Server.Introspection;

/// <summary>One recorded call. Immutable.</summary>
/// <param name="Id">Its number, from 1.</param>
/// <param name="Time">When it ended.</param>
/// <param name="IsReport">Report, otherwise Check.</param>
/// <param name="Message">The request's bytes; empty if they were too many to keep.</param>
/// <param name="Status">The verdict of a check, or why there was none.</param>
/// <param name="FromCache">The verdict came from the cache.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RecentCall(long Id, DateTimeOffset Time, bool IsReport, byte[] Message, Status Status, bool FromCache, TimeSpan Elapsed);
