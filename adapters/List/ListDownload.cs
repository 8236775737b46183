using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;

namespace Mixer.Adapters.List;

/// <summary>
/// Fetches the body of a list, of bounded size and in bounded time. Owns its HTTP client.
/// </summary>
/// <param name="url">Where the list is.</param>
/// <param name="time">The clock of the time-out.</param>
/// <param name="transport">The transport instead of sockets, for tests; owned.</param>
internal sealed class ListDownload(string url, TimeProvider time, HttpMessageHandler? transport = null) : IDisposable
{
    /// <summary>The largest list that is taken, in bytes.</summary>
    public const int MaxBytes = 16 << 20;

    private readonly HttpMessageInvoker _client = new(transport ?? CreateTransport(url), disposeHandler: true);

    /// <summary>Where the list is.</summary>
    public string Url => url;

    /// <summary>Gets the body, or says why not; throws only when <paramref name="cancellation"/> is cancelled.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever goes wrong with a fetch is the fetch's error, and the old list stays.")]
    public async Task<(byte[]? Body, string? Error)> GetAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using var expiry = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, expiry.Token);
        var fault = $"could not fetch list from {url}: ";
        try
        {
            var uri = new Uri(url);
            if (uri.Scheme is not ("http" or "https"))
            {
                return (null, $"{fault}unsupported protocol scheme \"{uri.Scheme}\"");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await _client.SendAsync(request, either.Token).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return (null, fault + ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            }

            fault = $"Could not read from {url}: ";
            await using var stream = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            return await ReadAsync(stream, either.Token).ConfigureAwait(false) is { } body
                ? (body, null)
                : (null, string.Create(CultureInfo.InvariantCulture, $"{fault}the list is larger than {MaxBytes} bytes"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"{fault}no answer within {Sdk.Values.Duration.FromTimeSpan(timeout)}");
        }
        catch (Exception failure)
        {
            // Whatever a fetch meets that nobody waits for any more, for example a client that is disposed, is no fault.
            cancellation.ThrowIfCancellationRequested();
            return (null, fault + Describe(failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The messages of the exception and of its causes, each once.</summary>
    private static string Describe(Exception failure)
    {
        var text = new StringBuilder(failure.Message);
        for (var cause = failure.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (!failure.Message.Contains(cause.Message, StringComparison.Ordinal))
            {
                text.Append(": ").Append(cause.Message);
            }
        }

        return text.ToString();
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > MaxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    private static SocketsHttpHandler CreateTransport(string url) => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip,
        MaxAutomaticRedirections = 10,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,

        // A provider on this machine is never behind a proxy.
        UseProxy = !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.IsLoopback),
    };
}
