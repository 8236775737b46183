using System.Collections.Immutable;
using Google.Protobuf;
using Mixer.Api.Policy.V1Beta1;
using Mixer.Config.Model;
using Mixer.Config.Stores;
using Mixer.Config.Yaml;
using Mixer.Expressions;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Building;

/// <summary>Turns resources of the kinds that make handlers and instances into definitions; null if there is an error.</summary>
internal sealed class DefinitionDecoder(Inventory inventory)
{
    public HandlerDefinition? DecodeHandler(Resource resource, ProblemSink problems)
    {
        var name = resource.Key.ToString();
        var runtimeName = name;
        var config = resource.Spec;
        if (!inventory.Adapters.TryGetValue(resource.Key.Kind, out var adapter))
        {
            adapter = FindAdapter(resource, problems, out var envelope, out config);
            if (adapter is null)
            {
                return null;
            }

            runtimeName = $"{resource.Key.Name}.{resource.Key.Namespace}";
            if (envelope is { Adapter.Length: > 0 })
            {
                problems.Warning(null, ProblemKind.IgnoredField, $"handler='{name}'.adapter", "adapter is ignored, compiledAdapter is given");
            }
        }

        return TryCreateDefaults(adapter, name, problems, out var defaults)
            && SpecDecoder.Decode(config, adapter.ConfigDescriptor, defaults, problems, config == resource.Spec ? "" : "params") is { } message
            ? new HandlerDefinition(name, adapter, message, resource.Location) { RuntimeName = runtimeName, Source = config }
            : null;
    }

    public InstanceDefinition? DecodeInstance(Resource resource, ExpressionCompiler compiler, ProblemSink problems)
    {
        var name = resource.Key.ToString();
        var config = resource.Spec;
        ConfigNode? bindings = null;
        if (!inventory.Templates.TryGetValue(resource.Key.Kind, out var template))
        {
            template = FindTemplate(resource, problems, out config);
            bindings = resource.Spec?.Find("attributeBindings") ?? resource.Spec?.Find("attribute_bindings");
            if (template is null)
            {
                return null;
            }
        }

        var decoder = new InstanceDecoder(template, name, compiler, problems);
        ImmutableArray<OutputBinding> outputs = [];
        if (template is AttributeGeneratorTemplateInfo generator)
        {
            outputs = new BindingDecoder(generator, name, compiler, problems).Decode(bindings ?? decoder.FindBindings(config));
        }
        else if (bindings is not null)
        {
            problems.Warning(bindings, ProblemKind.IgnoredField, $"instance='{name}'", $"attributeBindings have no effect: template '{template.Name}' produces no attributes");
        }

        var fields = decoder.Decode(config, config == resource.Spec ? "" : "params");
        return problems.HasErrors
            ? null
            : new InstanceDefinition(name, Reference.ShortName(name), template, fields, outputs, resource.Location);
    }

    private static bool TryCreateDefaults(AdapterInfo adapter, string name, ProblemSink problems, out IMessage? defaults)
    {
        try
        {
            defaults = adapter.CreateBuilder().CreateDefaultConfig();
            return true;
        }
        catch (Exception e)
        {
            // A fault of one adapter must not take the configuration of the others with it.
            defaults = null;
            problems.Error(null, ProblemKind.AdapterFault, $"handler='{name}'", $"adapter '{adapter.Name}' cannot make its default configuration: {e.Message}");
            return false;
        }
    }

    private AdapterInfo? FindAdapter(Resource resource, ProblemSink problems, out Handler? envelope, out ConfigMap? config)
    {
        envelope = (Handler?)DecodeEnvelope(resource, Handler.Descriptor, "handler", problems, out config);
        if (envelope is null)
        {
            return null;
        }

        var isCompiled = envelope.CompiledAdapter.Length > 0;
        var wanted = isCompiled ? envelope.CompiledAdapter : envelope.Adapter;
        if (isCompiled && inventory.Adapters.TryGetValue(wanted, out var adapter))
        {
            return adapter;
        }

        var node = resource.Spec?.Find(isCompiled ? "compiledAdapter" : "adapter") ?? resource.Spec?.Find("compiled_adapter");
        var hint = NearestName.Hint(wanted, inventory.Adapters.Keys) ?? (isCompiled ? null : "give compiledAdapter, the name of an adapter of this server");
        problems.Error(node, ProblemKind.AdapterNotFound, $"handler='{resource.Key}'.adapter", $"adapter '{wanted}' not found", hint);
        return null;
    }

    private TemplateInfo? FindTemplate(Resource resource, ProblemSink problems, out ConfigMap? config)
    {
        if (DecodeEnvelope(resource, Instance.Descriptor, "instance", problems, out config) is not Instance envelope)
        {
            return null;
        }

        var isCompiled = envelope.CompiledTemplate.Length > 0;
        var wanted = isCompiled ? envelope.CompiledTemplate : envelope.Template;
        if (isCompiled && inventory.Templates.TryGetValue(wanted, out var template))
        {
            return template;
        }

        var node = resource.Spec?.Find(isCompiled ? "compiledTemplate" : "template") ?? resource.Spec?.Find("compiled_template");
        var hint = NearestName.Hint(wanted, inventory.Templates.Keys) ?? (isCompiled ? null : "give compiledTemplate, the name of a template of this server");
        problems.Error(node, ProblemKind.TemplateNotFound, $"instance='{resource.Key}'.template", $"template '{wanted}' not found", hint);
        return null;
    }

    /// <summary>Decodes everything but the params, which keep their places in the file for the decoder of the adapter or template.</summary>
    private static IMessage? DecodeEnvelope(Resource resource, Google.Protobuf.Reflection.MessageDescriptor type, string kind, ProblemSink problems, out ConfigMap? config)
    {
        config = null;
        var node = resource.Spec?.Find("params");
        if (node is { IsNull: false } and not ConfigMap)
        {
            problems.Undecodable(node, ProblemKind.WrongType, $"{kind}='{resource.Key}'.params", "invalid params block. It must be of type map[string]interface{}");
        }

        config = node as ConfigMap;
        var spec = resource.Spec is null
            ? null
            : new ConfigMap(resource.Spec.Line, resource.Spec.Column, resource.Spec.Entries.RemoveAll(e => e.Key is "params"));
        var message = SpecDecoder.Decode(spec, type, null, problems);
        return problems.HasErrors ? null : message;
    }
}
