using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mixer.Server.Monitoring;

/// <summary>Answers of text.</summary>
internal static class PlainText
{
    public static Task WriteAsync(HttpResponse response, int code, string text, string type = "text/plain; charset=utf-8")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        response.StatusCode = code;
        response.ContentType = type;
        response.ContentLength = bytes.Length;
        return response.Body.WriteAsync(bytes).AsTask();
    }
}
