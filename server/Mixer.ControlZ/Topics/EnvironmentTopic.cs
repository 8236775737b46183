using System.Collections;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The environment variables of the process, secrets masked, in the order of their <c>NAME=value</c> texts.</summary>
internal sealed class EnvironmentTopic(string group) : Topic("env", "Environment Variables", group)
{
    public override void AddRoutes(RouteTable routes) => routes.Get(Json, ShowAsync);

    private static Task ShowAsync(HttpContext context)
    {
        List<NamedValue> variables = [];
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            variables.Add(new NamedValue((string)entry.Key, (string?)entry.Value ?? ""));
        }

        variables.Sort((left, right) => string.CompareOrdinal($"{left.Name}={left.Value}", $"{right.Name}={right.Value}"));
        return Reply.JsonAsync(
            context,
            [.. variables.Select(variable => variable with { Value = SecretMask.Value(variable.Name, variable.Value) })],
            ControlZJson.Instance.IReadOnlyListNamedValue);
    }
}
