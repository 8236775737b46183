using Microsoft.AspNetCore.Http;

namespace Mixer.ControlZ.Http;

/// <summary>Which method and path does what. Filled before the console listens, then only read.</summary>
internal sealed class RouteTable
{
    private readonly Dictionary<(string Method, string Path), RequestDelegate> _exact = [];
    private readonly Dictionary<(string Method, string Folder), Func<HttpContext, string, Task>> _items = [];
    private readonly Dictionary<string, RequestDelegate> _any = [];

    public void Get(string path, RequestDelegate run) => _exact.Add((HttpMethods.Get, path), run);

    public void Put(string path, RequestDelegate run) => _exact.Add((HttpMethods.Put, path), run);

    public void Post(string path, RequestDelegate run) => _exact.Add((HttpMethods.Post, path), run);

    /// <summary>Whatever the method is.</summary>
    public void Any(string path, RequestDelegate run) => _any.Add(path, run);

    /// <summary>For <paramref name="folder"/> (with its slash) and one more name below it, which <paramref name="run"/> gets.</summary>
    public void GetItem(string folder, Func<HttpContext, string, Task> run) => _items.Add((HttpMethods.Get, folder), run);

    /// <summary>As <see cref="GetItem"/>, for PUT.</summary>
    public void PutItem(string folder, Func<HttpContext, string, Task> run) => _items.Add((HttpMethods.Put, folder), run);

    /// <summary>What answers the request; null if nothing does.</summary>
    public RequestDelegate? Find(string method, string path)
    {
        if (_exact.TryGetValue((method, path), out var run) || _any.TryGetValue(path, out run))
        {
            return run;
        }

        var slash = path.LastIndexOf('/') + 1;
        return slash > 0 && slash < path.Length && _items.TryGetValue((method, path[..slash]), out var item)
            ? context => item(context, path[slash..])
            : null;
    }
}
