using System.Buffers;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>One JSON object a line, without spaces: level, time, instance, then the fields.</summary>
internal sealed class JsonRecordEncoder : RecordEncoder
{
    /// <inheritdoc/>
    public override void Begin(RecordBatch batch, in RecordHead head)
    {
        var writer = batch.Writer;
        writer.Write("{\"level\":\""u8);
        writer.Write(Spell(head.Level));
        writer.Write("\",\"time\":\""u8);
        JsonText.WriteRaw(writer, TextForm.Of(head.Time));
        writer.Write("\",\"instance\":"u8);
        JsonText.WriteString(writer, head.Instance);
    }

    /// <inheritdoc/>
    public override void Field(RecordBatch batch, int index, string name, AttributeValue value)
    {
        var writer = batch.Writer;
        writer.Write(","u8);
        JsonText.WriteString(writer, name);
        writer.Write(":"u8);
        JsonText.WriteValue(writer, value, spaced: false);
    }

    /// <inheritdoc/>
    public override void End(RecordBatch batch, int fields)
    {
        batch.Writer.Write("}"u8);
        batch.EndLine();
    }
}
