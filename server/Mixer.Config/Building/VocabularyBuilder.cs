using Mixer.Api.Policy.V1Beta1;
using Mixer.Config.Stores;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Config.Building;

/// <summary>Merges attribute manifests, in the order given, and the outputs of attribute generators, which win (spec 02 section 3).</summary>
internal sealed class VocabularyBuilder
{
    private readonly Dictionary<string, (AttributeType Type, Resource Source)> _declared = new(StringComparer.Ordinal);

    public void Add(AttributeManifest manifest, Resource resource, ProblemSink problems)
    {
        foreach (var (name, info) in manifest.Attributes.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var type = (AttributeType)(int)info.ValueType;
            if (type == AttributeType.Unspecified)
            {
                problems.Warning(null, ProblemKind.UntypedAttribute, $"attributes[{name}]", $"attribute '{name}' has no type and cannot be used in expressions");
            }

            if (_declared.TryGetValue(name, out var earlier) && earlier.Type != type)
            {
                problems.Warning(
                    null, ProblemKind.ConflictingAttribute, $"attributes[{name}]",
                    $"attribute '{name}' is {TypeNames.Of(type)} here and {TypeNames.Of(earlier.Type)} in {earlier.Source.Key} ({earlier.Source.Location}); the type given here is in effect");
            }

            _declared[name] = (type, resource);
        }
    }

    /// <summary>The declared attributes with the outputs of <paramref name="templates"/>.</summary>
    public Dictionary<string, AttributeType> Build(IEnumerable<TemplateInfo> templates)
    {
        var attributes = _declared.ToDictionary(a => a.Key, a => a.Value.Type, StringComparer.Ordinal);
        foreach (var template in templates.OfType<AttributeGeneratorTemplateInfo>().OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            foreach (var field in template.OutputFields)
            {
                attributes[template.OutputPrefix + field.Name] = field.Type;
            }
        }

        return attributes;
    }
}
