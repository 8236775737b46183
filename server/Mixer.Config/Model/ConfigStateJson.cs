using System.Collections.Immutable;
using System.Text.Json;

namespace Mixer.Config.Model;

/// <summary>The form of a <see cref="ConfigState"/> in JSON: what the console serves and <c>mixs config</c> reads.</summary>
public static class ConfigStateJson
{
    /// <summary>Writes <paramref name="state"/> as one object.</summary>
    public static void Write(Utf8JsonWriter json, ConfigState state)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(state);
        json.WriteStartObject();
        json.WriteString("policy", Word(state.Policy.ToString()));
        json.WriteNumber("id", state.Id);
        json.WriteString("since", state.Since);
        if (state.RefusedId is { } refused)
        {
            json.WriteNumber("refusedId", refused);
        }

        json.WriteNumber("errors", state.ErrorCount);
        json.WriteNumber("warnings", state.WarningCount);
        json.WriteStartObject("counts");
        foreach (var value in Enum.GetValues<ResourceState>())
        {
            json.WriteNumber(Word(value.ToString()), state.Count(value));
        }

        json.WriteEndObject();
        json.WriteStartArray("resources");
        foreach (var resource in state.Resources)
        {
            WriteResource(json, resource);
        }

        json.WriteEndArray();
        WriteProblems(json, state.Problems);
        json.WriteStartArray("history");
        foreach (var revision in state.History)
        {
            WriteRevision(json, revision);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, ResourceStatus resource)
    {
        json.WriteStartObject();
        json.WriteString("name", resource.Key.ToString());
        json.WriteString("kind", resource.Key.Kind);
        json.WriteString("namespace", resource.Key.Namespace);
        json.WriteString("state", Word(resource.State.ToString()));
        ProblemJson.WritePlace(json, resource.Location);
        json.WriteString("revision", resource.Revision);
        if (resource.EffectiveRevision.Length > 0)
        {
            json.WriteString("effectiveRevision", resource.EffectiveRevision);
        }

        WriteProblems(json, resource.Problems);
        json.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter json, ImmutableArray<ConfigProblem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            ProblemJson.Write(json, problem);
        }

        json.WriteEndArray();
    }

    private static void WriteRevision(Utf8JsonWriter json, ConfigRevision revision)
    {
        json.WriteStartObject();
        json.WriteNumber("id", revision.Id);
        json.WriteString("at", revision.At);
        json.WriteBoolean("refused", revision.IsRefused);
        json.WriteNumber("attributes", revision.Attributes);
        json.WriteNumber("rules", revision.Rules);
        json.WriteNumber("handlers", revision.Handlers);
        json.WriteNumber("instances", revision.Instances);
        json.WriteNumber("supersededResources", revision.Superseded);
        json.WriteNumber("refusedResources", revision.Refused);
        json.WriteNumber("errors", revision.Errors);
        json.WriteNumber("warnings", revision.Warnings);
        json.WriteEndObject();
    }

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
