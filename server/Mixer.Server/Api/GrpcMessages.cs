using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Mixer.Sdk;

namespace Mixer.Server.Api;

/// <summary>The gRPC framing of unary calls over HTTP/2: one message in, one message or a status out. Stateless.</summary>
internal static class GrpcMessages
{
    private const int PrefixLength = 5;

    /// <summary>
    /// Reads the one message of a request to its end; it is the caller's own copy. A fault is a message that is compressed, too large or cut off.
    /// </summary>
    public static async ValueTask<(byte[]? Message, Status Fault)> ReadAsync(HttpRequest request, long limit)
    {
        var reader = request.BodyReader;
        byte[]? message = null;
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            var taken = buffer.Start;
            if (message is null)
            {
                if (TryTake(request, ref buffer, limit, out message, out var fault))
                {
                    taken = buffer.Start;
                }
                else if (!fault.IsOk)
                {
                    reader.AdvanceTo(buffer.End);
                    return (null, fault);
                }
            }

            var rest = message is null ? buffer.Start : buffer.End;
            reader.AdvanceTo(message is null ? taken : rest, buffer.End);
            if (read.IsCompleted)
            {
                return message is null ? (null, new Status(StatusCode.Internal, "grpc: the request holds no complete message")) : (message, Status.Ok);
            }
        }
    }

    /// <summary>Answers with a message and the status OK.</summary>
    public static void Write(HttpResponse response, IMessage message)
    {
        response.ContentType = "application/grpc";
        var size = message.CalculateSize();
        var writer = response.BodyWriter;
        var span = writer.GetSpan(PrefixLength + size);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], size);
        message.WriteTo(span.Slice(PrefixLength, size));
        writer.Advance(PrefixLength + size);
        response.AppendTrailer("grpc-status", "0");
    }

    /// <summary>Answers with a status and no message.</summary>
    public static void WriteStatus(HttpResponse response, Status status)
    {
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = ((int)status.Code).ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(status.Message))
        {
            response.Headers["grpc-message"] = Escape(status.Message);
        }
    }

    /// <summary>The text with everything but printable ASCII, and the percent sign, as <c>%XX</c> of its UTF-8 bytes.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            _ = unit is < 0x20 or > 0x7e or (byte)'%' ? escaped.Append(CultureInfo.InvariantCulture, $"%{unit:X2}") : escaped.Append((char)unit);
        }

        return escaped.ToString();
    }

    private static bool TryTake(HttpRequest request, ref ReadOnlySequence<byte> buffer, long limit, out byte[]? message, out Status fault)
    {
        message = null;
        fault = Status.Ok;
        if (buffer.Length < PrefixLength)
        {
            return false;
        }

        Span<byte> prefix = stackalloc byte[PrefixLength];
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        if (prefix[0] != 0)
        {
            fault = new Status(StatusCode.Unimplemented, $"grpc: Decompressor is not installed for grpc-encoding \"{request.Headers["grpc-encoding"]}\"");
            return false;
        }

        if (length > limit)
        {
            fault = new Status(StatusCode.ResourceExhausted, string.Create(CultureInfo.InvariantCulture, $"grpc: received message larger than max ({length} vs. {limit})"));
            return false;
        }

        if (buffer.Length < PrefixLength + length)
        {
            return false;
        }

        message = GC.AllocateUninitializedArray<byte>((int)length);
        buffer.Slice(PrefixLength, length).CopyTo(message);
        buffer = buffer.Slice(PrefixLength + length);
        return true;
    }
}
