using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using References = Mixer.Attributes.ReferencedAttributes;

namespace Mixer.Server.Api;

/// <summary>
/// Writes a CheckResponse without message objects. What the protocol calls messages is always there, even if empty (spec 01 section 2). Reused; one thread.
/// </summary>
internal sealed class CheckResponseWriter
{
    private readonly BackwardWriter _precondition = new();
    private readonly BackwardWriter _quotas = new();
    private readonly ReferencedAttributesEncoder _references = new();

    /// <summary>Number of bytes of the response.</summary>
    public int Length => _precondition.Length + _quotas.Length;

    /// <summary>Writes the verdict, with an encoded RouteDirective if there is one; once.</summary>
    public void WritePrecondition(
        Status status, Duration validDuration, int validUseCount, Vocabulary vocabulary, References references, uint globalWordCount, byte[]? routeDirective = null)
    {
        if (routeDirective is not null)
        {
            _precondition.WriteBytes(6, routeDirective);
        }

        var start = _precondition.Length;
        _references.Write(_precondition, vocabulary, references, globalWordCount);
        _precondition.EndMessage(5, start);
        _precondition.WriteNumber(3, validUseCount);
        _precondition.WriteDuration(2, validDuration.Nanoseconds);
        var end = _precondition.Length;
        if (!string.IsNullOrEmpty(status.Message))
        {
            _precondition.WriteText(2, status.Message);
        }

        _precondition.WriteNumber(1, (int)status.Code);
        _precondition.EndMessage(1, end);
        _precondition.EndMessage(2, 0);
    }

    /// <summary>Writes what is granted of one quota.</summary>
    public void WriteQuota(string name, long amount, Duration validDuration, Vocabulary vocabulary, References references, uint globalWordCount)
    {
        var end = _quotas.Length;
        _references.Write(_quotas, vocabulary, references, globalWordCount);
        _quotas.EndMessage(5, end);
        _quotas.WriteNumber(2, amount);
        _quotas.WriteDuration(1, validDuration.Nanoseconds);
        _quotas.EndMessage(2, end);
        _quotas.WriteText(1, name);
        _quotas.EndMessage(3, end);
    }

    /// <summary>Copies the response, which is <see cref="Length"/> bytes long.</summary>
    public void CopyTo(Span<byte> target)
    {
        _precondition.Written.CopyTo(target);
        _quotas.Written.CopyTo(target[_precondition.Length..]);
    }

    /// <summary>Begins a new response.</summary>
    public void Clear()
    {
        _precondition.Clear();
        _quotas.Clear();
    }
}
