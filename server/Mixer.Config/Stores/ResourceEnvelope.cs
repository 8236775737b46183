using System.Collections.Immutable;
using Mixer.Config.Yaml;

namespace Mixer.Config.Stores;

/// <summary>Something in an envelope that is not what it should be.</summary>
internal sealed record EnvelopeFault(ConfigNode Node, string Message);

/// <summary>The parts around a specification; keys match without regard to case, and scalars become text (spec 03 section 2.2).</summary>
internal sealed class ResourceEnvelope
{
    public string ApiVersion { get; private set; } = "";

    public string Kind { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Namespace { get; private set; } = "";

    public ImmutableSortedDictionary<string, string> Labels { get; private set; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Annotations { get; private set; } = ImmutableSortedDictionary<string, string>.Empty;

    public ConfigMap? Spec { get; private set; }

    /// <summary>True if the document has neither kind nor metadata nor specification: it is no resource, and nobody meant it to be one.</summary>
    public bool IsEmpty { get; private set; } = true;

    public EnvelopeFault? Read(ConfigNode document)
    {
        if (document is not ConfigMap map)
        {
            return new EnvelopeFault(document, $"json: cannot unmarshal {document.JsonType} into Go value of type crd.resource");
        }

        foreach (var (key, _, value) in map.Entries)
        {
            var fault = Is(key, "apiVersion") ? Text(value, text => ApiVersion = text)
                : Is(key, "kind") ? Text(value, text => (Kind, IsEmpty) = (text, false))
                : Is(key, "metadata") ? Map(value, "metadata", ReadMetadata)
                : Is(key, "spec") ? Map(value, "spec", spec => { Spec = spec; return null; })
                : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private EnvelopeFault? ReadMetadata(ConfigMap metadata)
    {
        foreach (var (key, _, value) in metadata.Entries)
        {
            var fault = Is(key, "name") ? Text(value, text => Name = text)
                : Is(key, "namespace") ? Text(value, text => Namespace = text)
                : Is(key, "labels") ? TextMap(value, key, map => Labels = map)
                : Is(key, "annotations") ? TextMap(value, key, map => Annotations = map)
                : null;
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private static bool Is(string key, string name) => string.Equals(key, name, StringComparison.OrdinalIgnoreCase);

    private EnvelopeFault? Map(ConfigNode value, string name, Func<ConfigMap, EnvelopeFault?> read)
    {
        if (value.IsNull)
        {
            return null;
        }

        IsEmpty = false;
        return value is ConfigMap map
            ? read(map)
            : new EnvelopeFault(value, $"json: cannot unmarshal {value.JsonType} into Go struct field resource.{name} of type map[string]interface {{}}");
    }

    private static EnvelopeFault? Text(ConfigNode value, Action<string> set)
    {
        if (value is not ConfigScalar scalar)
        {
            return new EnvelopeFault(value, $"json: cannot unmarshal {value.JsonType} into Go value of type string");
        }

        if (!scalar.IsNull)
        {
            set(scalar.NormalText);
        }

        return null;
    }

    private static EnvelopeFault? TextMap(ConfigNode value, string name, Action<ImmutableSortedDictionary<string, string>> set)
    {
        if (value.IsNull)
        {
            return null;
        }

        if (value is not ConfigMap map)
        {
            return new EnvelopeFault(value, $"json: cannot unmarshal {value.JsonType} into Go struct field ObjectMeta.{name} of type map[string]string");
        }

        var result = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (Text(entry.Value, text => result[entry.Key] = text) is { } fault)
            {
                return fault;
            }
        }

        set(result.ToImmutable());
        return null;
    }
}
