using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>Time, level and instance between tabs, then the fields as a JSON object with spaces; no object without fields.</summary>
internal sealed class ConsoleRecordEncoder : RecordEncoder
{
    /// <inheritdoc/>
    public override void Begin(RecordBatch batch, in RecordHead head)
    {
        var writer = batch.Writer;
        JsonText.WriteText(writer, new AttributeValue(head.Time));
        writer.Append("\t"u8);
        writer.Append(Spell(head.Level));
        writer.Append("\t"u8);
        JsonText.WriteRaw(writer, head.Layout.Instance);
    }

    /// <inheritdoc/>
    public override void Field(RecordBatch batch, int index, in FieldName name, in AttributeValue value)
    {
        var writer = batch.Writer;
        writer.Append(index == 0 ? "\t{"u8 : ", "u8);
        writer.Append(name.Quoted);
        writer.Append(": "u8);
        JsonText.WriteValue(writer, value, spaced: true);
    }

    /// <inheritdoc/>
    public override void End(RecordBatch batch, int fields)
    {
        if (fields > 0)
        {
            batch.Writer.Append("}"u8);
        }

        batch.EndLine();
    }
}
