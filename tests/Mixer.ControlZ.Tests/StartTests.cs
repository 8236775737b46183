using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mixer.ControlZ.Tests.Fakes;

namespace Mixer.ControlZ.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Start_PortTaken_SaysSoInTheLogAndThereIsNone()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (console, log) = await StartAsync(new ControlZOptions { Port = ((IPEndPoint)taken.LocalEndpoint).Port });

        Assert.Null(console);
        Assert.Contains(log.GetSnapshot(), record => record.Message.StartsWith("ControlZ is not available: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_AddressMalformed_SaysSoInTheLogAndThereIsNone()
    {
        var (console, log) = await StartAsync(new ControlZOptions { Address = "nowhere", Port = 0 });

        Assert.Null(console);
        Assert.Equal("ControlZ is not available: 'nowhere' is no address to listen on", log.LatestRecord.Message);
    }

    [Fact]
    public async Task Start_Succeeds_LogsTheRealAddress()
    {
        var (console, log) = await StartAsync(new ControlZOptions { Port = 0 });
        await using (console)
        {
            Assert.Equal("ControlZ available at " + console!.Address, log.GetSnapshot().Single(record => record.Category == "default").Message);
            Assert.NotEqual(0, new Uri(console.Address).Port);
        }
    }

    [Fact]
    public async Task Start_AnyAddress_ListensOnAll()
    {
        var (console, _) = await StartAsync(new ControlZOptions { Address = "*", Port = 0 });
        await using (console)
        {
            using var http = new HttpClient();
            var port = new Uri(console!.Address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal)).Port;

            Assert.NotEqual("", await http.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/versionj/"))));
        }
    }

    private static async Task<(ControlZServer? Console, FakeLogCollector Log)> StartAsync(ControlZOptions options)
    {
        var collector = new FakeLogCollector();
        using var loggers = new LoggerFactory([new FakeLoggerProvider(collector)]);
        return (await ControlZServer.StartAsync(options, new FakeServer().Sources, loggers, TimeProvider.System, CancellationToken.None), collector);
    }
}
