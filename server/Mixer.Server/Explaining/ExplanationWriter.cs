using System.Text;
using System.Text.Json;
using Mixer.Runtime.Explaining;

namespace Mixer.Server.Explaining;

/// <summary>Writes explanations in the form that was asked for.</summary>
internal static class ExplanationWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(CallExplanation call, bool json, TextWriter output)
    {
        if (json)
        {
            WriteJson(output, writer => ExplanationJson.Write(call, writer));
        }
        else
        {
            ExplanationText.Write(call, output);
        }
    }

    public static void Write(CallTrial trial, bool json, TextWriter output)
    {
        if (json)
        {
            WriteJson(output, writer => ExplanationJson.Write(trial, writer));
        }
        else
        {
            ExplanationText.Write(trial, output);
        }
    }

    private static void WriteJson(TextWriter output, Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            write(json);
        }

        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n");
    }
}
