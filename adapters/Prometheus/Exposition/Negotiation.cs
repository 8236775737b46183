using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Mixer.Adapters.Prometheus.Exposition;

/// <summary>Reads what a scraper says that it understands. Pure; any thread.</summary>
internal static class Negotiation
{
    /// <summary>True if the first of the accepted media types that the page has is the delimited protobuf one.</summary>
    public static bool WantsProtobuf(StringValues accept)
    {
        if (!MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return false;
        }

        // A stable sort: among equal qualities the caller's order counts.
        foreach (var type in types.Where(type => type.Quality != 0).OrderByDescending(type => type.Quality ?? 1))
        {
            if (type.MediaType == "application/vnd.google.protobuf")
            {
                if (Parameter(type, "proto") == "io.prometheus.client.MetricFamily" && Parameter(type, "encoding") == "delimited")
                {
                    return true;
                }
            }
            else if (type.MediaType == "text/plain" && Parameter(type, "version") is "" or "0.0.4")
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>True if the body may be compressed with gzip.</summary>
    public static bool AcceptsGzip(StringValues acceptEncoding) =>
        StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var encodings)
        && encodings.Any(encoding => encoding.Value == "gzip" && encoding.Quality != 0);

    private static string Parameter(MediaTypeHeaderValue type, string name) =>
        type.Parameters.FirstOrDefault(parameter => parameter.Name == name)?.Value.ToString() ?? "";
}
