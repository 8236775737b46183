using System.Text.Json;
using Mixer.Config;
using Mixer.Expressions.Explaining;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>Writes an explanation for programs; property names are those of the records, in lower camel case, and values are text with their kind.</summary>
public static class ExplanationJson
{
    /// <summary>Writes <paramref name="call"/> as one object.</summary>
    public static void Write(CallExplanation call, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("configId", call.ConfigId);
        json.WriteString("namespace", call.Namespace);
        json.WriteString("namespaceFrom", call.NamespaceFrom);
        json.WriteStartObject("attributes");
        foreach (var (name, value) in call.Attributes)
        {
            json.WritePropertyName(name);
            Write(json, value);
        }

        json.WriteEndObject();
        WriteTexts(json, "notices", call.Notices);
        json.WriteStartArray("rules");
        foreach (var rule in call.Rules)
        {
            Write(json, rule);
        }

        json.WriteEndArray();
        json.WriteNumber("omittedRules", call.OmittedRules);
        WriteTexts(json, "handlers", call.Handlers);
        json.WriteEndObject();
    }

    /// <summary>Writes <paramref name="trial"/> as one object: <c>call</c>, and <c>error</c> or <c>verdict</c>, and <c>referenced</c>.</summary>
    public static void Write(CallTrial trial, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WritePropertyName("call");
        Write(trial.Explanation, json);
        WriteOptional(json, "error", trial.Error);
        if (trial.Error is null)
        {
            json.WriteStartObject("verdict");
            json.WriteNumber("code", (int)trial.Verdict.Status.Code);
            json.WriteString("message", trial.Verdict.Status.Message ?? "");
            json.WriteString("validDuration", trial.Verdict.ValidDuration.ToString());
            json.WriteNumber("validUseCount", trial.Verdict.ValidUseCount);
            json.WriteEndObject();
        }

        WriteTexts(json, "referenced", trial.Referenced);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleExplanation rule)
    {
        json.WriteStartObject();
        json.WriteString("name", rule.Name);
        json.WriteString("location", rule.Location.ToString());
        json.WriteString("match", rule.Match);
        json.WriteString("outcome", JsonNamingPolicy.CamelCase.ConvertName(rule.Outcome.ToString()));
        WriteOptional(json, "reason", rule.Reason);
        WriteOptional(json, "indexedBy", rule.IndexedBy);
        if (rule.Condition is not null)
        {
            json.WritePropertyName("condition");
            Write(json, rule.Condition);
        }

        json.WriteStartArray("problems");
        foreach (var problem in rule.Problems)
        {
            Write(json, problem);
        }

        json.WriteEndArray();
        json.WriteStartArray("actions");
        foreach (var action in rule.Actions)
        {
            Write(json, action);
        }

        json.WriteEndArray();
        json.WriteStartArray("headerOperations");
        foreach (var header in rule.HeaderOperations)
        {
            json.WriteStartObject();
            json.WriteString("of", header.IsOfResponse ? "response" : "request");
            json.WriteString("name", header.Name);
            json.WriteString("operation", HeaderExplanation.OperationOf(header.Kind));
            WriteFields(json, "values", header.Values);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ConditionExplanation condition)
    {
        json.WriteStartObject();
        WriteOutcome(json, condition.Outcome, condition.Error);
        json.WriteStartArray("parts");
        foreach (var part in condition.Parts)
        {
            json.WriteStartObject();
            json.WriteString("text", part.Text);
            WriteOutcome(json, part.Outcome, part.Error);
            json.WriteStartArray("inputs");
            foreach (var input in part.Inputs)
            {
                json.WriteStartObject();
                json.WriteString("text", input.Text);
                json.WritePropertyName("value");
                Write(json, input.Value);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("omittedParts", condition.OmittedParts);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ActionExplanation action)
    {
        json.WriteStartObject();
        json.WriteNumber("index", action.Index);
        json.WriteString("handler", action.Handler);
        json.WriteString("adapter", action.Adapter);
        WriteOptional(json, "skipped", action.Skipped);
        json.WriteStartArray("instances");
        foreach (var instance in action.Instances)
        {
            json.WriteStartObject();
            json.WriteString("name", instance.Name);
            json.WriteString("template", instance.Template);
            json.WriteString("variety", VarietyNames.Of(instance.Variety));
            WriteOptional(json, "error", instance.Error);
            WriteFields(json, "fields", instance.Fields);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, string name, IEnumerable<FieldExplanation> fields)
    {
        json.WriteStartArray(name);
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteString("path", field.Path);
            json.WriteString("expression", field.Expression);
            json.WritePropertyName("value");
            Write(json, field.Value);
            WriteOptional(json, "error", field.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ConfigProblem problem)
    {
        json.WriteStartObject();
        json.WriteString("severity", problem.Severity == ProblemSeverity.Error ? "error" : "warning");
        json.WriteString("location", problem.Location.ToString());
        json.WriteString("field", problem.Field);
        json.WriteString("message", problem.Message);
        WriteOptional(json, "hint", problem.Hint);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, in AttributeValue value)
    {
        if (value.IsNone)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("kind", JsonNamingPolicy.CamelCase.ConvertName(value.Kind.ToString()));
        json.WriteString("text", value.ToString());
        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, bool? outcome, string? error)
    {
        if (outcome is { } value)
        {
            json.WriteBoolean("value", value);
        }

        WriteOptional(json, "error", error);
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
