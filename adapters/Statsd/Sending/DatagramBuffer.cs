using System.Buffers;
using System.Text;

namespace Mixer.Adapters.Statsd.Sending;

/// <summary>
/// Joins lines to datagrams: before a line is appended the buffer goes out if both would reach the limit, and after it if the buffer does,
/// so a single longer line still travels. Any thread.
/// </summary>
/// <param name="limit">Bytes that a datagram does not reach.</param>
/// <param name="send">Takes a full datagram; called with the lock held, so it must not wait.</param>
internal sealed class DatagramBuffer(int limit, Action<byte[]> send)
{
    private readonly Lock _gate = new();
    private readonly ArrayBufferWriter<byte> _lines = new(limit);

    /// <summary>Adds a line, which has no line feed of its own.</summary>
    public void Append(string line)
    {
        lock (_gate)
        {
            if (_lines.WrittenCount > 0)
            {
                if (_lines.WrittenCount + Encoding.UTF8.GetByteCount(line) + 1 >= limit)
                {
                    SendAll();
                }
                else
                {
                    _lines.Write("\n"u8);
                }
            }

            Encoding.UTF8.GetBytes(line, _lines);
            if (_lines.WrittenCount >= limit)
            {
                SendAll();
            }
        }
    }

    /// <summary>Sends what is there.</summary>
    public void Flush()
    {
        lock (_gate)
        {
            if (_lines.WrittenCount > 0)
            {
                SendAll();
            }
        }
    }

    private void SendAll()
    {
        send(_lines.WrittenSpan.ToArray());
        _lines.ResetWrittenCount();
    }
}
