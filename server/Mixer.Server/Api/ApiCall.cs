using Microsoft.AspNetCore.Http;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using References = Mixer.Attributes.ReferencedAttributes;

namespace Mixer.Server.Api;

/// <summary>
/// What one call needs and the next can use again: the message as it came, what is read from it, and the answer. Rented from <see cref="ApiCallPool"/>; one call
/// at a time.
/// </summary>
#pragma warning disable CA1001 // Its source has no timer and is linked to nothing: there is nothing to dispose.
internal sealed class ApiCall(WordCache words, Vocabulary empty)
#pragma warning restore CA1001
{
    private const int LargestKept = 256 * 1024;
    private byte[] _message = new byte[2048];
    private readonly CancellationTokenSource _gone = new();
    private CancellationTokenRegistration _watch;

    public CheckRequestFrame Check { get; } = new(words);

    public ReportRequestFrame Report { get; } = new(words);

    /// <summary>The attributes; whoever knows the snapshot resets it to that vocabulary.</summary>
    public AttributeBag Bag { get; } = new(empty);

    /// <summary>The references after preprocessing, from which every quota starts.</summary>
    public References Preprocessed { get; } = new(0);

    public CheckResponseWriter Response { get; } = new();

    /// <summary>True if something may still hold on to this after the call: it is not used again.</summary>
    public bool IsBroken { get; set; }

    /// <summary>The call's HTTP/2 stream, while there is one.</summary>
    public HttpContext? Context { get; set; }

    /// <summary>Cancelled when the caller is gone. Not free to ask for: only calls that wait do.</summary>
    public CancellationToken Abandoned => Context?.RequestAborted ?? CancellationToken.None;

    /// <summary>
    /// For those who work for this caller: cancelled when the caller is gone, once anybody waits for them (see <see cref="WhileCallerWaits"/>). Costs nothing until then.
    /// </summary>
    public CancellationToken CallerGone => _gone.Token;

    /// <summary>The verdict of a check, once there is one: for those who watch calls.</summary>
    public Status Verdict { get; private set; }

    /// <summary>True if the verdict came from the cache.</summary>
    public bool FromCache { get; private set; }

    /// <summary>The same work; if it is not done yet, the caller is watched from now on.</summary>
    public ValueTask<T> WhileCallerWaits<T>(ValueTask<T> work)
    {
        if (!work.IsCompleted && _watch == default)
        {
            _watch = Abandoned.UnsafeRegister(static gone => ((CancellationTokenSource)gone!).Cancel(), _gone);
        }

        return work;
    }

    /// <summary>The message of the request.</summary>
    public ReadOnlyMemory<byte> Message { get; private set; }

    /// <summary>Room for a message of <paramref name="length"/> bytes, which the caller fills.</summary>
    public Span<byte> BeginMessage(int length)
    {
        if (_message.Length < length)
        {
            _message = GC.AllocateUninitializedArray<byte>(Math.Max(length, _message.Length * 2));
        }

        Message = _message.AsMemory(0, length);
        return _message.AsSpan(0, length);
    }

    /// <summary>Notes the verdict of a check.</summary>
    public void Decide(in Status verdict, bool fromCache) => (Verdict, FromCache) = (verdict, fromCache);

    /// <summary>Ends the call. After an unusually large one all of this is given up: lists, texts and buffers grew with it.</summary>
    public void Clear()
    {
        _watch.Dispose();
        _watch = default;
        IsBroken |= Message.Length > LargestKept || Response.Length > LargestKept || !_gone.TryReset();
        Message = default;
        Context = null;
        Decide(Status.Ok, fromCache: false);
        Response.Clear();
    }
}
