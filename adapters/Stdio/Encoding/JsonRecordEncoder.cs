using Mixer.Sdk.Values;

namespace Mixer.Adapters.Stdio.Encoding;

/// <summary>One JSON object a line, without spaces: level, time, instance, then the fields.</summary>
internal sealed class JsonRecordEncoder : RecordEncoder
{
    /// <inheritdoc/>
    public override void Begin(RecordBatch batch, in RecordHead head)
    {
        var writer = batch.Writer;
        writer.Append("{\"level\":\""u8);
        writer.Append(Spell(head.Level));
        writer.Append("\",\"time\":\""u8);
        JsonText.WriteText(writer, new AttributeValue(head.Time));
        writer.Append("\",\"instance\":"u8);
        writer.Append(head.Layout.QuotedInstance);
    }

    /// <inheritdoc/>
    public override void Field(RecordBatch batch, int index, in FieldName name, in AttributeValue value)
    {
        var writer = batch.Writer;
        writer.Append(","u8);
        writer.Append(name.Quoted);
        writer.Append(":"u8);
        JsonText.WriteValue(writer, value, spaced: false);
    }

    /// <inheritdoc/>
    public override void End(RecordBatch batch, int fields)
    {
        batch.Writer.Append("}"u8);
        batch.EndLine();
    }
}
