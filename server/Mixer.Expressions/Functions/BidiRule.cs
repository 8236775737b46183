using static Mixer.Expressions.Functions.DomainDirection;

namespace Mixer.Expressions.Functions;

/// <summary>The Bidi rule of RFC 5893 for one label of a name that has right-to-left characters somewhere.</summary>
internal static class BidiRule
{
    /// <summary>True if any character of <paramref name="text"/> runs from right to left.</summary>
    public static bool Applies(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && DomainTable.Instance[rune].Direction is R or AL or AN)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// True if <paramref name="label"/> keeps to it. A label without right-to-left characters that begins with a neutral one is let pass in the middle, but not at its end:
    /// so does the reference's library.
    /// </summary>
    public static bool Keeps(string label)
    {
        var state = State.Initial;
        var (rightToLeft, european, arabic) = (false, false, false);
        foreach (var rune in label.EnumerateRunes())
        {
            var direction = DomainTable.Instance[rune].Direction;
            rightToLeft |= direction is R or AL or AN;
            european |= direction == EN;
            arabic |= direction == AN;
            state = Next(state, direction);
            if ((european && arabic) || (state == State.Invalid && rightToLeft))
            {
                return false;
            }
        }

        return state is State.Initial or State.LeftFinal or State.RightFinal;
    }

    private static State Next(State state, DomainDirection direction) =>
        (state, direction) switch
        {
            (State.Initial, L) => State.LeftFinal,
            (State.Initial, R or AL) => State.RightFinal,
            (State.Right or State.RightFinal, R or AL or EN or AN) => State.RightFinal,
            (State.Left or State.LeftFinal, L or EN) => State.LeftFinal,
            (State.RightFinal or State.LeftFinal, NSM) => state,
            (State.Right or State.RightFinal, ES or CS or ET or ON or BN or NSM) => State.Right,
            (State.Left or State.LeftFinal, ES or CS or ET or ON or BN or NSM) => State.Left,
            _ => State.Invalid,
        };

    private enum State
    {
        Initial,
        Left,
        LeftFinal,
        Right,
        RightFinal,
        Invalid,
    }
}
