using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Mixer.ControlZ.Sampling;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ;

/// <summary>How views are written as JSON; made at compile time.</summary>
[JsonSerializable(typeof(IReadOnlyList<LogScopeView>))]
[JsonSerializable(typeof(LogScopeView))]
[JsonSerializable(typeof(MemoryView))]
[JsonSerializable(typeof(IReadOnlyList<NamedValue>))]
[JsonSerializable(typeof(ProcessView))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(VersionView))]
[JsonSerializable(typeof(IReadOnlyList<MetricFamilyView>))]
[JsonSerializable(typeof(HomeView))]
[JsonSerializable(typeof(IReadOnlyList<Sample>))]
[JsonSerializable(typeof(ConfigView))]
[JsonSerializable(typeof(RulesView))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplainView))]
[JsonSerializable(typeof(IReadOnlyList<HandlerView>))]
[JsonSerializable(typeof(CacheAndPools))]
[JsonSerializable(typeof(RecentCallsView))]
[JsonSerializable(typeof(RecentCallDetail))]
[JsonSerializable(typeof(RecordingRequest))]
[JsonSerializable(typeof(IReadOnlyList<SignalView>))]
internal sealed partial class ControlZJson : JsonSerializerContext
{
    /// <summary>Names in camel case unless a view says otherwise; nesting is bounded, and text stays readable because nothing takes it for HTML.</summary>
    public static ControlZJson Instance { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 16,
    });
}
