using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>What every line starts with.</summary>
/// <param name="Level">Its importance.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Layout">That of the instance that it tells of.</param>
internal readonly record struct RecordHead(Params.Types.Level Level, Timestamp Time, LineLayout Layout);

/// <summary>Encodes one line at a time: <see cref="Begin"/>, a <see cref="Field"/> each, <see cref="End"/>. No state, so any thread.</summary>
internal abstract class RecordEncoder
{
    /// <summary>The encoder that a configuration asks for.</summary>
    public static RecordEncoder Create(bool json) => json ? new JsonRecordEncoder() : new ConsoleRecordEncoder();

    /// <summary>Starts a line.</summary>
    public abstract void Begin(RecordBatch batch, in RecordHead head);

    /// <summary>Adds a field; <paramref name="index"/> counts the fields of the line from 0.</summary>
    public abstract void Field(RecordBatch batch, int index, in FieldName name, in AttributeValue value);

    /// <summary>Ends the line, which got <paramref name="fields"/> fields.</summary>
    public abstract void End(RecordBatch batch, int fields);

    /// <summary>How lines spell a level.</summary>
    protected static ReadOnlySpan<byte> Spell(Params.Types.Level level) =>
        level switch
        {
            Params.Types.Level.Error => "error"u8,
            Params.Types.Level.Warning => "warn"u8,
            _ => "info"u8,
        };
}
