using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Mixer.ControlZ.Http;

/// <summary>Reads what a visitor sends; the size is bounded by the server's limits.</summary>
internal static class RequestBody
{
    /// <summary>The body as JSON. Null if it is none: then the answer has been given.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        string cause;
        try
        {
            var value = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted).ConfigureAwait(false);
            if (value is not null)
            {
                return value;
            }

            cause = "an object is wanted, not null";
        }
        catch (JsonException exception)
        {
            cause = exception.Message;
        }

        await Reply.TextAsync(context, StatusCodes.Status400BadRequest, "unable to decode request: " + cause).ConfigureAwait(false);
        return null;
    }
}
