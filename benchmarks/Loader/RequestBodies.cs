using System.Buffers.Binary;

namespace Loader;

/// <summary>Prepared requests.</summary>
internal static class RequestBodies
{
    public static byte[][] Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var bodies = new List<byte[]>();
        while (!bytes.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
            bodies.Add(bytes.Slice(4, length).ToArray());
            bytes = bytes[(4 + length)..];
        }

        return [.. bodies];
    }

    /// <summary>Deals requests out in turn to all connections.</summary>
    internal sealed class Cursor
    {
        private int _next = -1;

        public int Next(int count) => (int)((uint)Interlocked.Increment(ref _next) % (uint)count);
    }
}
