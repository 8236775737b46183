using Microsoft.Extensions.Logging;
using Mixer.ControlZ.Sampling;

namespace Mixer.ControlZ.Topics;

/// <summary>All topics, in the order of the list beside the pages; those of the reference keep its order.</summary>
internal static class TopicList
{
    private const string Mixer = "Mixer";
    private const string Process = "Process";

    public static IReadOnlyList<Topic> Create(ControlZSources sources, HistorySampler history, TimeProvider time, ILogger log)
    {
        var exit = new OrderlyExit(sources.Exit, time, log);
        return
        [
            new HomeTopic(sources, history, time, exit),
            new ViewTopic("config", "Configuration", Mixer, context => Http.Reply.JsonAsync(context, sources.Config(), ControlZJson.Instance.ConfigView)),
            new RuleTopic(sources, Mixer),
            new HandlerTopic(sources, Mixer),
            new CacheTopic(sources, Mixer),
            new RequestTopic(sources, Mixer),
            new ScopeTopic(sources, Process),
            new MemoryTopic(history, Process),
            new EnvironmentTopic(Process),
            new ProcessTopic(time, Process),
            new ArgumentTopic(Process),
            new ViewTopic("version", "Version Info", Process, context => Http.Reply.JsonAsync(context, sources.Version, ControlZJson.Instance.VersionView)),
            new MetricTopic(sources.Metrics, Process),
            new SignalTopic(exit, Process),
        ];
    }
}
