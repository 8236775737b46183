using System.Buffers.Binary;
using System.Net.Sockets;

namespace Mixer.Functional.Tests;

/// <summary>What the server says first on a connection (spec 01 section 1).</summary>
public sealed class SettingsFrameTests
{
    private const int MaxConcurrentStreams = 3;

    [Theory]
    [InlineData(null, 1024u)]
    [InlineData(7u, 7u)]
    public async Task FirstFrame_Settings_CarriesTheMostStreamsOfAConnection(uint? option, uint expected)
    {
        await using var server = await RunningServer.StartAsync("", options => option is { } most ? options with { MaxConcurrentStreams = most } : options);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", int.Parse(server.Target.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        var stream = client.GetStream();
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });

        var head = new byte[9];
        await stream.ReadExactlyAsync(head);
        var settings = new byte[head[0] << 16 | head[1] << 8 | head[2]];
        await stream.ReadExactlyAsync(settings);

        Assert.Equal((4, 0), (head[3], head[4]));
        Assert.Equal([expected], settings.Chunk(6).Where(setting => BinaryPrimitives.ReadUInt16BigEndian(setting) == MaxConcurrentStreams).Select(setting => BinaryPrimitives.ReadUInt32BigEndian(setting.AsSpan(2))));
    }
}
