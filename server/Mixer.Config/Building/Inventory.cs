using System.Collections.Frozen;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Building;

/// <summary>The adapters and templates that the server has, by name.</summary>
internal sealed class Inventory
{
    public const string Rule = "rule";
    public const string Manifest = "attributemanifest";
    public const string Handler = "handler";
    public const string Instance = "instance";

    public Inventory(IEnumerable<AdapterInfo> adapters, IEnumerable<TemplateInfo> templates)
    {
        Adapters = adapters.ToFrozenDictionary(a => a.Name, StringComparer.Ordinal);
        Templates = templates.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        Kinds = [Rule, Manifest, Handler, Instance, .. Adapters.Keys, .. Templates.Keys];
    }

    public FrozenDictionary<string, AdapterInfo> Adapters { get; }

    public FrozenDictionary<string, TemplateInfo> Templates { get; }

    public string[] Kinds { get; }

    /// <summary>True if <paramref name="kind"/> makes handlers.</summary>
    public bool IsHandler(string kind) => kind == Handler || Adapters.ContainsKey(kind);

    /// <summary>True if <paramref name="kind"/> makes instances.</summary>
    public bool IsInstance(string kind) => kind == Instance || Templates.ContainsKey(kind);
}
