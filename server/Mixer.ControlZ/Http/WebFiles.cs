using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Mixer.ControlZ.Http;

/// <summary>The console's scripts, styles and pictures, out of this assembly. Thread-safe.</summary>
internal sealed class WebFiles
{
    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".json"] = "application/manifest+json",
        [".html"] = "text/html; charset=utf-8",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, WebFile> _files = Load();

    /// <summary>The text of a page template.</summary>
    public string Template(string name) => System.Text.Encoding.UTF8.GetString(_files["/" + name].Content);

    /// <summary>What sends the file at <paramref name="path"/>; null if there is none.</summary>
    public RequestDelegate? Find(string path) =>
        _files.TryGetValue(path, out var file) && !path.EndsWith(".html", StringComparison.Ordinal) ? context => SendAsync(context, file) : null;

    private static Task SendAsync(HttpContext context, WebFile file)
    {
        var headers = context.Response.Headers;
        headers.ETag = file.Tag;
        headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == file.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return Reply.BytesAsync(context, StatusCodes.Status200OK, file.ContentType, file.Content);
    }

    private static FrozenDictionary<string, WebFile> Load()
    {
        var assembly = typeof(WebFiles).Assembly;
        Dictionary<string, WebFile> files = [];
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Web/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var content = new byte[stream.Length];
            stream.ReadExactly(content);
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"").ToString();
            files[name["Web".Length..]] = new WebFile(content, Types[Path.GetExtension(name)], tag);
        }

        return files.ToFrozenDictionary();
    }

    private sealed record WebFile(byte[] Content, string ContentType, string Tag);
}
