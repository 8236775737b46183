using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Mixer.ControlZ.Http;
using Mixer.ControlZ.Sampling;
using Mixer.ControlZ.Views;

namespace Mixer.ControlZ.Topics;

/// <summary>The overview: what runs here, how it is, and the last half hour.</summary>
internal sealed class HomeTopic(ControlZSources sources, HistorySampler history, TimeProvider time, OrderlyExit exit) : Topic("home", "Overview", "")
{
    private readonly long _started = time.GetTimestamp();

    public override string Page => "/";

    public override void AddRoutes(RouteTable routes)
    {
        routes.Get("/homej", ShowAsync);
        routes.Get(Json, ShowAsync);
        routes.Get(Json + "history", HistoryAsync);
        routes.Put(Json + "exit", exit.AcceptAsync);
    }

    private Task ShowAsync(HttpContext context)
    {
        var config = sources.Config();
        return Reply.JsonAsync(
            context,
            new HomeView
            {
                ProcessName = Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "",
                HeapSize = GC.GetTotalMemory(forceFullCollection: false),
                Collections = GC.CollectionCount(0),
                CurrentTime = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * 100,
                HostName = Environment.MachineName,
                Address = FirstAddress(),
                Version = sources.Version.Version,
                UptimeSeconds = time.GetElapsedTime(_started).TotalSeconds,
                Revision = config.Revision,
                Rules = sources.Rules().Rules.Count,
                Handlers = sources.Handlers().Count,
                Errors = config.Problems.Count(problem => problem.Severity == "error"),
                Warnings = config.Problems.Count(problem => problem.Severity == "warning"),
                ReadinessFault = sources.ReadinessFault(),
            },
            ControlZJson.Instance.HomeView);
    }

    private Task HistoryAsync(HttpContext context)
    {
        _ = long.TryParse(context.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var since);
        return Reply.JsonAsync(context, history.Since(since), ControlZJson.Instance.IReadOnlyListSample);
    }

    private static string FirstAddress() =>
        NetworkInterface.GetAllNetworkInterfaces()
            .Where(network => network.OperationalStatus == OperationalStatus.Up)
            .SelectMany(network => network.GetIPProperties().UnicastAddresses)
            .Select(unicast => unicast.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address))?.ToString() ?? "127.0.0.1";
}
