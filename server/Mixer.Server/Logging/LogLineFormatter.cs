using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace Mixer.Server.Logging;

/// <summary>
/// Log lines: <c>time TAB level TAB [scope TAB] message [TAB fields as JSON]</c>, or one JSON object with the keys level, time, scope, msg, the fields
/// and stack (spec 07 section 13).
/// </summary>
internal sealed class LogLineFormatter(LogScopes scopes, bool asJson) : ITextFormatter
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var category = CategoryOf(logEvent);
        var scope = scopes.Of(category) == scopes.Of(LogScopes.Default) ? null : category;
        var time = logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var message = logEvent.RenderMessage(CultureInfo.InvariantCulture);
        var stack = logEvent.Exception?.ToString() ?? (scopes.WantsStack(category, logEvent.Level) ? Environment.StackTrace : null);
        if (asJson)
        {
            output.Write(Json(writer =>
            {
                writer.WriteString("level", LogScopes.WordOf(logEvent.Level));
                writer.WriteString("time", time);
                if (scope is not null)
                {
                    writer.WriteString("scope", scope);
                }

                writer.WriteString("msg", message);
                WriteFields(writer, logEvent);
                if (stack is not null)
                {
                    writer.WriteString("stack", stack);
                }
            }));
            output.Write('\n');
            return;
        }

        output.Write(time);
        output.Write('\t');
        output.Write(LogScopes.WordOf(logEvent.Level));
        if (scope is not null)
        {
            output.Write('\t');
            output.Write(scope);
        }

        output.Write('\t');
        output.Write(message);
        if (Fields(logEvent).Any())
        {
            output.Write('\t');
            output.Write(Json(writer => WriteFields(writer, logEvent)));
        }

        output.Write('\n');
        if (stack is not null)
        {
            output.Write(stack);
            output.Write('\n');
        }
    }

    private static string? CategoryOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("SourceContext", out var value) && value is ScalarValue { Value: string category } ? category : null;

    // Fields are what the message does not already say: properties of logging scopes, such as the adapter's name.
    private static IEnumerable<KeyValuePair<string, LogEventPropertyValue>> Fields(LogEvent logEvent) =>
        logEvent.Properties.Where(property =>
            property.Key is not ("SourceContext" or "EventId" or "Scope")
            && !logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Any(token => token.PropertyName == property.Key));

    private static void WriteFields(Utf8JsonWriter writer, LogEvent logEvent)
    {
        foreach (var (name, value) in Fields(logEvent).OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            switch ((value as ScalarValue)?.Value)
            {
                case string text:
                    writer.WriteStringValue(text);
                    break;
                case bool truth:
                    writer.WriteBooleanValue(truth);
                    break;
                case long or int:
                    writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));
                    break;
                default:
                    writer.WriteStringValue(value.ToString("l", CultureInfo.InvariantCulture));
                    break;
            }
        }
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
