namespace Mixer.Client;

/// <summary>How one call ended.</summary>
/// <param name="Outcome">In a word, for summaries: the verdict, or the code of the failed call.</param>
/// <param name="Print">The text of it: as JSON (true) or for people.</param>
internal sealed record CallReply(string Outcome, Func<bool, string> Print);
