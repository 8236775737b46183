using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mixer.Benchmarks.Calls;

/// <summary>
/// One gRPC call as a server's HTTP layer presents it, to be made again and again. Allocates nothing itself after the first time, so that what a call allocates is
/// the doing of whoever answers it.
/// </summary>
internal sealed class RepeatedCall : IHttpResponseBodyFeature, IRequestBodyPipeFeature, IHttpResponseTrailersFeature
{
    private readonly DefaultHttpContext _context = new();
    private readonly MessageReader _reader;
    private readonly MessageWriter _writer = new();
    private readonly HttpResponseFeature _response = new();

    public RepeatedCall(string method, byte[] frame)
    {
        _reader = new MessageReader(frame);
        _context.Features.Set<IHttpResponseFeature>(_response);
        _context.Features.Set<IHttpResponseBodyFeature>(this);
        _context.Features.Set<IRequestBodyPipeFeature>(this);
        _context.Features.Set<IHttpResponseTrailersFeature>(this);
        _context.Request.Method = "POST";
        _context.Request.Protocol = "HTTP/2";
        _context.Request.Scheme = "http";
        _context.Request.Path = "/istio.mixer.v1.Mixer/" + method;
        _context.Request.ContentType = "application/grpc";
    }

    /// <summary>The bytes of the answer: its frame and message.</summary>
    public ReadOnlySpan<byte> Answer => _writer.Written;

    public string Status => Trailers["grpc-status"].ToString() is { Length: > 0 } trailer ? trailer : _response.Headers["grpc-status"].ToString();

    public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();

    public PipeReader Reader => _reader;

    public PipeWriter Writer => _writer;

    public Stream Stream => throw new NotSupportedException();

    /// <summary>Makes the call; it must end at once.</summary>
    public void Make(RequestDelegate server)
    {
        Trailers.Clear();
        _response.Headers.Clear();
        _reader.Rewind();
        _writer.Clear();
        if (!server(_context).IsCompletedSuccessfully || Status != "0")
        {
            throw new InvalidOperationException($"the call did not end well at once: status {Status}, {_response.Headers["grpc-message"]}");
        }
    }

    public Task CompleteAsync() => Task.CompletedTask;

    public void DisableBuffering() { }

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task StartAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    private sealed class MessageReader(byte[] frame) : PipeReader
    {
        private ReadOnlySequence<byte> _rest = new(frame);

        public void Rewind() => _rest = new ReadOnlySequence<byte>(frame);

        public override void AdvanceTo(SequencePosition consumed) => _rest = _rest.Slice(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => AdvanceTo(consumed);

        public override void CancelPendingRead() { }

        public override void Complete(Exception? exception = null) { }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => new(new ReadResult(_rest, isCanceled: false, isCompleted: true));

        public override bool TryRead(out ReadResult result)
        {
            result = new ReadResult(_rest, isCanceled: false, isCompleted: true);
            return true;
        }
    }

    private sealed class MessageWriter : PipeWriter
    {
        private readonly byte[] _bytes = new byte[4096];
        private int _count;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

        public override bool CanGetUnflushedBytes => true;

        public override long UnflushedBytes => _count;

        public void Clear() => _count = 0;

        public override void Advance(int bytes) => _count += bytes;

        public override void CancelPendingFlush() { }

        public override void Complete(Exception? exception = null) { }

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => default;

        public override Memory<byte> GetMemory(int sizeHint = 0) => _bytes.AsMemory(_count);

        public override Span<byte> GetSpan(int sizeHint = 0) => _bytes.AsSpan(_count);
    }
}
