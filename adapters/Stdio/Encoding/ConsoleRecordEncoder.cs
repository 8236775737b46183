using System.Buffers;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>Time, level and instance between tabs, then the fields as a JSON object with spaces; no object without fields.</summary>
internal sealed class ConsoleRecordEncoder : RecordEncoder
{
    /// <inheritdoc/>
    public override void Begin(RecordBatch batch, in RecordHead head)
    {
        var writer = batch.Writer;
        JsonText.WriteRaw(writer, TextForm.Of(head.Time));
        writer.Write("\t"u8);
        writer.Write(Spell(head.Level));
        writer.Write("\t"u8);
        JsonText.WriteRaw(writer, head.Instance);
    }

    /// <inheritdoc/>
    public override void Field(RecordBatch batch, int index, string name, AttributeValue value)
    {
        var writer = batch.Writer;
        writer.Write(index == 0 ? "\t{"u8 : ", "u8);
        JsonText.WriteString(writer, name);
        writer.Write(": "u8);
        JsonText.WriteValue(writer, value, spaced: true);
    }

    /// <inheritdoc/>
    public override void End(RecordBatch batch, int fields)
    {
        if (fields > 0)
        {
            batch.Writer.Write("}"u8);
        }

        batch.EndLine();
    }
}
