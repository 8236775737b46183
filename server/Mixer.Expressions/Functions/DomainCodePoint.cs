namespace Mixer.Expressions.Functions;

/// <summary>A code point as domain names see it.</summary>
/// <param name="Status">V, M, I or D.</param>
/// <param name="Direction">Its class.</param>
/// <param name="Joining">D, L, R, T or -.</param>
/// <param name="IsMark">Whether no label may begin with it.</param>
/// <param name="IsVirama">Whether a joiner may follow it.</param>
/// <param name="IsRightToLeft">Whether a name with it must keep to the Bidi rule.</param>
/// <param name="Mapping">What M is mapped to.</param>
internal sealed record DomainCodePoint(
    char Status, DomainDirection Direction, char Joining, bool IsMark, bool IsVirama, bool IsRightToLeft, string Mapping);

/// <summary>Classes of the Unicode bidirectional algorithm, by their short names.</summary>
internal enum DomainDirection : byte
{
    /// <summary>Left to right.</summary>
    L,

    /// <summary>Right to left.</summary>
    R,

    /// <summary>European number.</summary>
    EN,

    /// <summary>European separator.</summary>
    ES,

    /// <summary>European terminator.</summary>
    ET,

    /// <summary>Arabic number.</summary>
    AN,

    /// <summary>Common separator.</summary>
    CS,

    /// <summary>Paragraph separator.</summary>
    B,

    /// <summary>Segment separator.</summary>
    S,

    /// <summary>White space.</summary>
    WS,

    /// <summary>Other neutral.</summary>
    ON,

    /// <summary>Boundary neutral.</summary>
    BN,

    /// <summary>Non-spacing mark.</summary>
    NSM,

    /// <summary>Arabic letter.</summary>
    AL,

    /// <summary>Embeddings, overrides, isolates.</summary>
    Control,
}
