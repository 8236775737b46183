using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Mixer.Server.Monitoring;

namespace Mixer.Server.Hosting;

/// <summary>What the monitoring pages are served with.</summary>
/// <param name="Listener">A listening socket; whoever serves on it owns it.</param>
/// <param name="Pages">The pages.</param>
/// <param name="Loggers">The server's log.</param>
internal sealed record MonitoringContext(Socket Listener, MonitoringPages Pages, ILoggerFactory Loggers);
