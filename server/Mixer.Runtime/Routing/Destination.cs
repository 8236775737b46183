using Mixer.Runtime.Handlers;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Routing;

/// <summary>A live handler and one of its templates, as the rules of one namespace use it. Immutable.</summary>
internal sealed class Destination(int id, HandlerEntry handler, TemplateInfo template, DispatchCounters counters)
{
    /// <summary>From 1, unique in its table.</summary>
    public int Id { get; } = id;

    public HandlerEntry Handler { get; } = handler;

    public TemplateInfo Template { get; } = template;

    public DispatchCounters Counters { get; } = counters;

    /// <summary><c>template:handler(adapter)</c>: what logs and spans call it.</summary>
    public string FriendlyName { get; } = $"{template.Name}:{handler.Name}({handler.Adapter.Name})";
}
