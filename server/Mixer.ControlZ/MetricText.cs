using System.Text;
using Mixer.ControlZ.Views;
using Prometheus;

namespace Mixer.ControlZ;

/// <summary>Reads the Prometheus text format (version 0.0.4), as our own registry writes it.</summary>
internal static class MetricText
{
    /// <summary>What the registry holds at this moment.</summary>
    public static async Task<IReadOnlyList<MetricFamilyView>> CollectAsync(CollectorRegistry registry, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, cancellation).ConfigureAwait(false);
        return Parse(Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
    }

    /// <summary>The metrics in <paramref name="text"/>, in its order; lines that are none are left out.</summary>
    public static IReadOnlyList<MetricFamilyView> Parse(string text)
    {
        List<MetricFamilyView> families = [];
        Dictionary<string, MetricView> series = new(StringComparer.Ordinal);
        var help = "";
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                help = RestOf(line[7..]).ToString();
            }
            else if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                var words = line[7..].ToString().Split(' ');
                families.Add(new MetricFamilyView(words[0], help, words[^1].ToUpperInvariant(), []));
                series.Clear();
                help = "";
            }
            else if (line.Length > 0 && line[0] != '#' && families.Count > 0)
            {
                AddSample(families[^1], series, line);
            }
        }

        return families;
    }

    private static void AddSample(MetricFamilyView family, Dictionary<string, MetricView> series, ReadOnlySpan<char> line)
    {
        var nameEnd = line.IndexOfAny('{', ' ');
        if (nameEnd < 0)
        {
            return;
        }

        var suffix = line.StartsWith(family.Name, StringComparison.Ordinal) ? line[family.Name.Length..nameEnd].ToString() : "";
        Dictionary<string, string> labels = [];
        var rest = line[nameEnd..];
        if (rest[0] == '{')
        {
            rest = ReadLabels(rest[1..], labels);
        }

        var value = rest.Trim(' ').ToString();
        var space = value.IndexOf(' ', StringComparison.Ordinal);
        value = space < 0 ? value : value[..space];
        labels.Remove("le", out var bound);
        string? quantile = null;
        if (family.Type == "SUMMARY")
        {
            labels.Remove("quantile", out quantile);
        }

        var key = string.Join('\n', labels.Select(label => label.Key + "\t" + label.Value));
        if (!series.TryGetValue(key, out var metric))
        {
            series[key] = metric = new MetricView { Labels = labels };
            family.Metrics.Add(metric);
        }

        Set(family, metric, suffix, bound, quantile, value);
    }

    private static void Set(MetricFamilyView family, MetricView metric, string suffix, string? bound, string? quantile, string value)
    {
        switch (suffix)
        {
            case "_count":
                metric.Count = value;
                break;
            case "_sum":
                metric.Sum = value;
                break;
            case "_bucket" when family.Type == "HISTOGRAM":
                metric.Buckets ??= [];
                if (bound is not null and not "+Inf")
                {
                    metric.Buckets[bound] = value;
                }

                break;
            case "" when quantile is not null:
                (metric.Quantiles ??= [])[quantile] = value;
                break;
            default:
                metric.Value = value;
                break;
        }
    }

    // name="value",name="value"} and what follows.
    private static ReadOnlySpan<char> ReadLabels(ReadOnlySpan<char> text, Dictionary<string, string> labels)
    {
        while (text.Length > 0 && text[0] != '}')
        {
            var equals = text.IndexOf('=');
            var start = equals + 2;
            if (equals < 0 || start > text.Length)
            {
                return [];
            }

            var end = start;
            while (end < text.Length && text[end] != '"')
            {
                end += text[end] == '\\' ? 2 : 1;
            }

            end = Math.Min(end, text.Length);
            labels[text[..equals].Trim(" ,").ToString()] = Unescape(text[start..end]);
            text = text[Math.Min(end + 1, text.Length)..].TrimStart(',');
        }

        return text.Length > 0 ? text[1..] : text;
    }

    private static ReadOnlySpan<char> RestOf(ReadOnlySpan<char> line)
    {
        var space = line.IndexOf(' ');
        return space < 0 ? [] : line[(space + 1)..];
    }

    private static string Unescape(ReadOnlySpan<char> text)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            plain.Append(text[i] != '\\' || ++i == text.Length ? text[Math.Min(i, text.Length - 1)] : text[i] == 'n' ? '\n' : text[i]);
        }

        return plain.ToString();
    }
}
