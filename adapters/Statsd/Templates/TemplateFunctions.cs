using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>The functions of templates. Pure; any thread.</summary>
internal static class TemplateFunctions
{
    /// <summary>True if there is a function of that name.</summary>
    public static bool Exists(string name) =>
        name is "and" or "or" or "not" or "eq" or "ne" or "lt" or "le" or "gt" or "ge" or "len" or "index" or "print" or "printf" or "println"
            or "urlquery" or "html" or "js";

    /// <summary>The function's value.</summary>
    /// <exception cref="TemplateFault">The arguments do not fit.</exception>
    public static object? Call(string name, object?[] arguments)
    {
        switch (name)
        {
            case "and":
                Need(name, arguments, 1);
                return Array.Find(arguments, argument => !GoText.IsTrue(argument)) is var no && arguments.Any(argument => !GoText.IsTrue(argument)) ? no : arguments[^1];
            case "or":
                Need(name, arguments, 1);
                return Array.Find(arguments, GoText.IsTrue) ?? arguments[^1];
            case "not":
                Need(name, arguments, 1);
                return !GoText.IsTrue(arguments[0]);
            case "eq":
                Need(name, arguments, 2);
                return arguments.Skip(1).Any(other => Compare(arguments[0], other) == 0);
            case "ne":
                Need(name, arguments, 2);
                return Compare(arguments[0], arguments[1]) != 0;
            case "lt":
                Need(name, arguments, 2);
                return Compare(arguments[0], arguments[1]) < 0;
            case "le":
                Need(name, arguments, 2);
                return Compare(arguments[0], arguments[1]) <= 0;
            case "gt":
                Need(name, arguments, 2);
                return Compare(arguments[0], arguments[1]) > 0;
            case "ge":
                Need(name, arguments, 2);
                return Compare(arguments[0], arguments[1]) >= 0;
            case "len":
                Need(name, arguments, 1);
                return Length(arguments[0]);
            case "index":
                Need(name, arguments, 1);
                return arguments.Skip(1).Aggregate(arguments[0], Index);
            case "print":
                return Print(arguments);
            case "println":
                return string.Join(' ', arguments.Select(GoText.Of)) + "\n";
            case "printf":
                Need(name, arguments, 1);
                return arguments[0] is string format ? GoFormat.Format(format, arguments.AsSpan(1)) : throw new TemplateFault("wrong type for value; expected string");
            case "urlquery":
                return Uri.EscapeDataString(Print(arguments)).Replace("%20", "+", StringComparison.Ordinal);
            case "html":
                return EscapeHtml(Print(arguments));
            case "js":
                return EscapeJavaScript(Print(arguments));
            default:
                throw new TemplateFault($"\"{name}\" is not a defined function");
        }
    }

    private static string Print(object?[] arguments)
    {
        var text = new StringBuilder();
        for (var i = 0; i < arguments.Length; i++)
        {
            text.Append(i > 0 && arguments[i] is not string && arguments[i - 1] is not string ? " " : "").Append(GoText.Of(arguments[i]));
        }

        return text.ToString();
    }

    private static long Length(object? value) =>
        value switch
        {
            string text => Encoding.UTF8.GetByteCount(text),
            StringMap map => map.Count,
            IReadOnlyDictionary<string, AttributeValue> map => map.Count,
            _ => throw new TemplateFault("len of type " + GoFormat.TypeName(value)),
        };

    private static object? Index(object? container, object? key) =>
        (container, key) switch
        {
            (StringMap map, string name) => map.TryGetValue(name, out var text) ? text : "",
            (IReadOnlyDictionary<string, AttributeValue> map, string name) => map.TryGetValue(name, out var value) ? GoText.Unwrap(value) : null,
            (StringMap or IReadOnlyDictionary<string, AttributeValue>, _) => throw new TemplateFault("cannot index a map with a value of type " + GoFormat.TypeName(key)),
            (null, _) => throw new TemplateFault("index of untyped nil"),
            _ => throw new TemplateFault("can't index item of type " + GoFormat.TypeName(container)),
        };

    private static int Compare(object? left, object? right) =>
        (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (bool a, bool b) => a.CompareTo(b),
            (double a, double b) => a == b ? 0 : a < b ? -1 : 1,
            (Timestamp a, Timestamp b) => a.CompareTo(b),
            (IpAddress a, IpAddress b) => a == b ? 0 : 1,
            (long or Duration, long or Duration) => Integer(left).CompareTo(Integer(right)),
            _ => throw new TemplateFault("incompatible types for comparison"),
        };

    private static long Integer(object? value) => value is Duration span ? span.Nanoseconds : (long)value!;

    private static void Need(string name, object?[] arguments, int count)
    {
        if (arguments.Length < count)
        {
            throw new TemplateFault($"wrong number of args for {name}");
        }
    }

    private static string EscapeHtml(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&#34;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal)
            .Replace('\0', '\ufffd');

    private static string EscapeJavaScript(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '\\' or '\'' or '"' => escaped.Append('\\').Append(c),
                '<' => escaped.Append("\\x3C"),
                '>' => escaped.Append("\\x3E"),
                < ' ' => escaped.Append("\\u").Append(((int)c).ToString("X4", System.Globalization.CultureInfo.InvariantCulture)),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
