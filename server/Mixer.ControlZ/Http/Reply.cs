using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Mixer.ControlZ.Http;

/// <summary>The forms of answers.</summary>
internal static class Reply
{
    /// <summary>A JSON text with a new line after it.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(value, type);
        Array.Resize(ref text, text.Length + 1);
        text[^1] = (byte)'\n';
        return BytesAsync(context, StatusCodes.Status200OK, "application/json; charset=utf-8", text);
    }

    /// <summary>Plain text without a new line: what went wrong.</summary>
    public static Task TextAsync(HttpContext context, int code, string text) =>
        BytesAsync(context, code, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <summary>The request is taken; there is nothing to say.</summary>
    public static Task AcceptedAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        return Task.CompletedTask;
    }

    public static Task BytesAsync(HttpContext context, int code, string contentType, ReadOnlyMemory<byte> body)
    {
        var response = context.Response;
        response.StatusCode = code;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
