using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mixer.Sdk;

namespace Mixer.Server.Api;

/// <summary>The gRPC framing of unary calls over HTTP/2: one message in, one message or a status out. Stateless.</summary>
internal static class GrpcMessages
{
    private const int PrefixLength = 5;

    // Clients refuse answers whose headers are too long; some stop at 8 KB for all of them.
    private const int LongestStatus = 4096;

    /// <summary>Reads the one message of a request, to the request's end, into <paramref name="call"/>. Not OK: it is compressed, too large or cut off.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<Status> ReadAsync(HttpRequest request, long limit, ApiCall call)
    {
        var reader = request.BodyReader;
        var isRead = false;
        while (true)
        {
            var read = await reader.ReadAsync();
            var buffer = read.Buffer;
            if (!isRead)
            {
                isRead = TryTake(request, buffer, limit, call, out var fault);
                if (!fault.IsOk)
                {
                    reader.AdvanceTo(buffer.End);
                    return fault;
                }
            }

            reader.AdvanceTo(isRead ? buffer.End : buffer.Start, buffer.End);
            if (read.IsCompleted)
            {
                return isRead ? Status.Ok : new Status(StatusCode.Internal, "grpc: the request holds no complete message");
            }
        }
    }

    /// <summary>Answers with the response of <paramref name="call"/> (to a report an empty one) and the status OK.</summary>
    public static void Write(HttpResponse response, ApiCall call)
    {
        response.ContentType = "application/grpc";
        var size = call.Response.Length;
        var writer = response.BodyWriter;
        var span = writer.GetSpan(PrefixLength + size);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], size);
        call.Response.CopyTo(span[PrefixLength..]);
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

    /// <summary>
    /// The text with everything but printable ASCII, and the percent sign, as <c>%XX</c> of its UTF-8 bytes. One that would be longer than 4 KB ends with <c>...</c> after the last whole character
    /// that fits.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, LongestStatus));
        Span<byte> units = stackalloc byte[4];
        var fits = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            foreach (var unit in units[..rune.EncodeToUtf8(units)])
            {
                _ = unit is < 0x20 or > 0x7e or (byte)'%' ? escaped.Append(CultureInfo.InvariantCulture, $"%{unit:X2}") : escaped.Append((char)unit);
            }

            if (escaped.Length > LongestStatus)
            {
                escaped.Length = fits;
                return escaped.Append("...").ToString();
            }

            fits = escaped.Length <= LongestStatus - 3 ? escaped.Length : fits;
        }

        return escaped.ToString();
    }

    private static bool TryTake(HttpRequest request, in ReadOnlySequence<byte> buffer, long limit, ApiCall call, out Status fault)
    {
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

        buffer.Slice(PrefixLength, length).CopyTo(call.BeginMessage((int)length));
        return true;
    }
}
