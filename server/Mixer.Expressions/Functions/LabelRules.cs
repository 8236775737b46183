using System.Text;

namespace Mixer.Expressions.Functions;

/// <summary>What a label of a domain name must keep to (UTS 46 section 4.1, RFC 5892 appendix A).</summary>
internal static class LabelRules
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>Hyphens, the first character, and joiners; true for an empty label.</summary>
    public static bool IsValid(string label)
    {
        if (label.Length == 0)
        {
            return true;
        }

        if (label[0] == '-' || label[^1] == '-' || (Encoding.UTF8.GetByteCount(label) > 4 && HasHyphensAtThird(label)))
        {
            return false;
        }

        return Ascii.IsValid(label) || (!StartsWithMark(label) && (label.AsSpan().IndexOfAny((char)NonJoiner, (char)Joiner) < 0 || JoinsRight(label)));
    }

    // Bytes three and four, as the reference counts.
    private static bool HasHyphensAtThird(string label) => Encoding.UTF8.GetBytes(label) is [_, _, (byte)'-', (byte)'-', ..];

    private static bool StartsWithMark(string label)
    {
        Rune.DecodeFromUtf16(label, out var first, out _);
        return DomainTable.Instance[first].IsMark;
    }

    // A joiner follows a virama; a non-joiner may also stand between letters that would join.
    private static bool JoinsRight(string label)
    {
        var state = State.Start;
        foreach (var rune in label.EnumerateRunes())
        {
            var point = DomainTable.Instance[rune];
            state = rune.Value switch
            {
                Joiner => state is State.Start or State.Before or State.After or State.Failed ? State.Failed : State.Start,
                NonJoiner => state switch
                {
                    State.Before => State.After,
                    State.Start or State.After or State.Failed => State.Failed,
                    _ => State.Start,
                },
                _ => Next(state, point.Joining),
            };
            if (point.IsVirama)
            {
                state = state switch
                {
                    State.Start => State.Virama,
                    State.Before => State.BeforeVirama,
                    State.Virama or State.BeforeVirama => State.Start,
                    _ => state,
                };
            }
        }

        return state is not (State.Failed or State.After);
    }

    private static State Next(State state, char joining) =>
        (state, joining) switch
        {
            (State.Failed, _) or (State.After, 'L') => State.Failed,
            (_, 'L' or 'D') => State.Before,
            (State.Before or State.BeforeVirama, 'T') => State.Before,
            (State.After, 'T') => State.After,
            _ => State.Start,
        };

    private enum State
    {
        Start,
        Virama,
        Before,
        BeforeVirama,
        After,
        Failed,
    }
}
