using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Loader;

/// <summary>
/// One HTTP/2 connection that keeps so many calls open. As little of HTTP/2 as that takes: the same header block for every call, no look into the headers that
/// come back. An answer without data is a failure: a status and nothing else.
/// </summary>
internal sealed class Connection
{
    private const int FrameHead = 9;
    private const byte Data = 0, Headers = 1, Reset = 3, Settings = 4, Ping = 6, GoAway = 7, WindowUpdate = 8;
    private const byte Ack = 1, EndStream = 1, EndHeaders = 4;

    private readonly Socket _socket;
    private readonly byte[] _headers;
    private readonly byte[][] _bodies;
    private readonly RequestBodies.Cursor _cursor;
    private readonly int _streams;
    private readonly Dictionary<int, (long Started, bool HasData)> _open = [];
    private byte[] _output = new byte[64 * 1024];
    private int _outputCount;
    private int _nextStream = 1;

    private Connection(Socket socket, byte[] headers, byte[][] bodies, RequestBodies.Cursor cursor, int streams)
    {
        _socket = socket;
        _headers = headers;
        _bodies = bodies;
        _cursor = cursor;
        _streams = streams;
    }

    /// <summary>Microseconds of each call that was answered.</summary>
    public List<long> Latencies { get; } = [];

    public int Failed { get; private set; }

    public static async Task<Connection> OpenAsync(int port, string path, byte[][] bodies, RequestBodies.Cursor cursor, int streams)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var connection = new Connection(socket, HeaderBlock(port, path), bodies, cursor, streams);
        connection.Put("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        connection.PutFrame(Settings, 0, 0, []);

        // All the room for answers that there can be, so that no more need be given.
        Span<byte> window = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(window, int.MaxValue - 65535);
        connection.PutFrame(WindowUpdate, 0, 0, window);
        return connection;
    }

    public async Task RunAsync(CancellationToken end)
    {
        using var closing = _socket;
        for (var i = 0; i < _streams; i++)
        {
            Call();
        }

        var input = new byte[256 * 1024];
        var count = 0;
        while (_open.Count > 0)
        {
            await SendAsync();
            var read = await _socket.ReceiveAsync(input.AsMemory(count), CancellationToken.None);
            if (read == 0)
            {
                Failed += _open.Count;
                return;
            }

            count += read;
            var used = 0;
            while (TryTake(input.AsSpan(used, count - used), out var length, end.IsCancellationRequested))
            {
                used += length;
            }

            input.AsSpan(used, count - used).CopyTo(input);
            count -= used;
        }
    }

    private bool TryTake(ReadOnlySpan<byte> input, out int length, bool ending)
    {
        length = 0;
        if (input.Length < FrameHead)
        {
            return false;
        }

        var size = (input[0] << 16) | (input[1] << 8) | input[2];
        if (input.Length < FrameHead + size)
        {
            return false;
        }

        length = FrameHead + size;
        var (type, flags) = (input[3], input[4]);
        var stream = BinaryPrimitives.ReadInt32BigEndian(input[5..]) & int.MaxValue;
        switch (type)
        {
            case Data:
                _open[stream] = _open[stream] with { HasData = true };
                goto case Headers;
            case Headers:
                if ((flags & EndStream) != 0)
                {
                    End(stream, _open[stream].HasData, ending);
                }

                break;
            case Reset when _open.ContainsKey(stream):
                End(stream, succeeded: false, ending);
                break;
            case Settings when (flags & Ack) == 0:
                PutFrame(Settings, Ack, 0, []);
                break;
            case Ping when (flags & Ack) == 0:
                PutFrame(Ping, Ack, 0, input.Slice(FrameHead, size));
                break;
            case GoAway:
                throw new IOException("the server went away");
        }

        return true;
    }

    private void End(int stream, bool succeeded, bool ending)
    {
        _open.Remove(stream, out var call);
        if (succeeded)
        {
            Latencies.Add((long)Stopwatch.GetElapsedTime(call.Started).TotalMicroseconds);
        }
        else
        {
            Failed++;
        }

        if (!ending)
        {
            Call();
        }
    }

    private void Call()
    {
        var stream = _nextStream;
        _nextStream += 2;
        _open[stream] = (Stopwatch.GetTimestamp(), false);
        PutFrame(Headers, EndHeaders, stream, _headers);
        PutFrame(Data, EndStream, stream, _bodies[_cursor.Next(_bodies.Length)]);
    }

    private async Task SendAsync()
    {
        for (var sent = 0; sent < _outputCount;)
        {
            sent += await _socket.SendAsync(_output.AsMemory(sent, _outputCount - sent));
        }

        _outputCount = 0;
    }

    private void PutFrame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[FrameHead];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        head[3] = type;
        head[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        Put(head);
        Put(payload);
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (_output.Length - _outputCount < bytes.Length)
        {
            Array.Resize(ref _output, Math.Max(_output.Length * 2, _outputCount + bytes.Length));
        }

        bytes.CopyTo(_output.AsSpan(_outputCount));
        _outputCount += bytes.Length;
    }

    // HPACK without indexing: entries of the static table by number, everything else spelled out.
    private static byte[] HeaderBlock(int port, string path)
    {
        var block = new List<byte> { 0x83, 0x86 }; // :method POST, :scheme http
        Named(4, path);
        Named(1, $"127.0.0.1:{port}");
        Named(31, "application/grpc");
        block.Add(0);
        Text("te");
        Text("trailers");
        return [.. block];

        void Named(int name, string value)
        {
            if (name < 15)
            {
                block.Add((byte)name);
            }
            else
            {
                block.Add(15);
                block.Add((byte)(name - 15));
            }

            Text(value);
        }

        void Text(string text)
        {
            block.Add((byte)text.Length); // shorter than 127 bytes
            block.AddRange(Encoding.ASCII.GetBytes(text));
        }
    }
}
