using System.Globalization;
using Mixer.CommandLine;
using Mixer.Config.Building;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Mixer.Server.Commands;

/// <summary>
/// Values for flags from a YAML file: a mapping of the flags' names, without dashes, to values; a list for a flag that may be written several times.
/// </summary>
internal static class OptionsFile
{
    private const long MaxBytes = 1 << 20;

    /// <summary>The values of a file; null with the reason if it cannot be read.</summary>
    public static (IReadOnlyList<FlagValue>? Values, string? Error) Read(string path, FlagSet flags)
    {
        if (path.Length == 0)
        {
            return ([], null);
        }

        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                return (null, $"options file {path} is larger than 1 MiB");
            }

            var yaml = new YamlStream();
            using (var text = File.OpenText(path))
            {
                yaml.Load(text);
            }

            return yaml.Documents.Count == 0 ? ([], null) : Read(path, yaml.Documents[0].RootNode, flags);
        }
        catch (YamlException e)
        {
            return (null, $"{Place(path, e.Start)}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"cannot read options file {path}: {e.Message}");
        }
    }

    private static (IReadOnlyList<FlagValue>? Values, string? Error) Read(string path, YamlNode root, FlagSet flags)
    {
        if (root is not YamlMappingNode mapping)
        {
            return (null, $"{Place(path, root.Start)}: expected a mapping of flags to values");
        }

        var values = new List<FlagValue>();
        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (!flags.All.Any(flag => flag.Name == name))
            {
                var hint = NearestName.Hint(name, flags.All.Where(flag => !flag.Hidden).Select(flag => flag.Name));
                return (null, $"{Place(path, key.Start)}: unknown option {GoText.Quote(name)}" + (hint is null ? "" : ", " + hint));
            }

            foreach (var item in value is YamlSequenceNode list ? list.Children : [value])
            {
                if (item is not YamlScalarNode scalar)
                {
                    return (null, $"{Place(path, item.Start)}: the value of {name} must be a text, a number or a list of them");
                }

                values.Add(new FlagValue(name, scalar.Value ?? "", Place(path, item.Start)));
            }
        }

        return (values, null);
    }

    private static string Place(string path, in Mark mark) => string.Create(CultureInfo.InvariantCulture, $"{path}:{mark.Line}:{mark.Column}");
}
