using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Parsing;

namespace Mixer.Server.Logging;

/// <summary>
/// Log lines: <c>time TAB level TAB [scope TAB] [caller TAB] message [TAB fields as JSON]</c>, or one JSON object with the keys level, time, scope,
/// caller, msg, the fields and stack (spec 07 section 13).
/// </summary>
internal sealed class LogLineFormatter(LogScopes scopes, bool asJson) : ITextFormatter
{
    private static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Format(LogEvent logEvent, TextWriter output)
    {
        var scope = scopes.Of(CategoryOf(logEvent));
        var line = new Line(
            logEvent.Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            LogScopes.WordOf(logEvent.Level),
            scope.Name == LogScopes.Default ? null : scope.Name,
            scope.LogCallers ? CallerFinder.Find() : null,
            Render(logEvent),
            logEvent.Exception?.ToString() ?? ((int)logEvent.Level >= scope.StackTraceLevel ? Environment.StackTrace : null));
        if (asJson)
        {
            WriteJson(line, logEvent, output);
        }
        else
        {
            WriteText(line, logEvent, output);
        }
    }

    private static void WriteText(Line line, LogEvent logEvent, TextWriter output)
    {
        output.Write(line.Time);
        output.Write('\t');
        output.Write(line.Level);
        foreach (var column in new[] { line.Scope, line.Caller, line.Message })
        {
            if (column is not null)
            {
                output.Write('\t');
                output.Write(column);
            }
        }

        var separator = "\t{";
        foreach (var (name, value) in Fields(logEvent))
        {
            output.Write(separator);
            output.Write(Json(writer => writer.WriteStringValue(name)));
            output.Write(": ");
            output.Write(Json(writer => WriteValue(writer, value)));
            separator = ", ";
        }

        output.Write(separator == ", " ? "}\n" : "\n");
        if (line.Stack is not null)
        {
            output.Write(line.Stack);
            output.Write('\n');
        }
    }

    private static void WriteJson(Line line, LogEvent logEvent, TextWriter output)
    {
        output.Write(Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("level", line.Level);
            writer.WriteString("time", line.Time);
            WriteIfPresent(writer, "scope", line.Scope);
            WriteIfPresent(writer, "caller", line.Caller);
            writer.WriteString("msg", line.Message);
            foreach (var (name, value) in Fields(logEvent))
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }

            WriteIfPresent(writer, "stack", line.Stack);
            writer.WriteEndObject();
        }));
        output.Write('\n');
    }

    private static void WriteIfPresent(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    // Text goes into the message as it is, without quotes.
    private static string Render(LogEvent logEvent)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        foreach (var token in logEvent.MessageTemplate.Tokens)
        {
            if (token is PropertyToken property && logEvent.Properties.TryGetValue(property.PropertyName, out var value) && value is ScalarValue { Value: string literal })
            {
                text.Write(literal);
            }
            else
            {
                token.Render(logEvent.Properties, text, CultureInfo.InvariantCulture);
            }
        }

        return text.ToString();
    }

    private static string? CategoryOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("SourceContext", out var value) && value is ScalarValue { Value: string category } ? category : null;

    // Fields are what the message does not already say: properties of logging scopes, such as the adapter's name.
    private static IEnumerable<KeyValuePair<string, LogEventPropertyValue>> Fields(LogEvent logEvent) =>
        logEvent.Properties
            .Where(property =>
                property.Key is not ("SourceContext" or "EventId" or "Scope" or "ConnectionId" or "RequestId" or "RequestPath")
                && !logEvent.MessageTemplate.Tokens.OfType<PropertyToken>().Any(token => token.PropertyName == property.Key))
            .OrderBy(field => field.Key, StringComparer.Ordinal);

    private static void WriteValue(Utf8JsonWriter writer, LogEventPropertyValue value)
    {
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

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            write(writer);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private readonly record struct Line(string Time, string Level, string? Scope, string? Caller, string Message, string? Stack);
}
