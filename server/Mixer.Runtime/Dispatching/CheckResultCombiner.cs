using Mixer.Runtime.Routing;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Dispatching;

/// <summary>Makes one verdict of several, taken in rule order: the first denial gives the code, every denial its message, the shortest validity counts. A mutable value.</summary>
internal struct CheckResultCombiner
{
    private static readonly Duration BlockedFor = Duration.FromSeconds(1);
    private static readonly CheckResult NoOpinion = new(Status.Ok, Duration.FromSeconds(60), 10_000);

    private bool _any;
    private StatusCode _code;
    private string? _message;
    private Duration _duration;
    private int _uses;

    public void Add(CheckStep step, in CheckResult result)
    {
        if (result.IsDefault)
        {
            return;
        }

        if (!_any)
        {
            (_any, _duration, _uses) = (true, result.ValidDuration, result.ValidUseCount);
            _message = result.Status.IsOk ? result.Status.Message : null;
        }
        else
        {
            _duration = result.ValidDuration < _duration ? result.ValidDuration : _duration;
            _uses = Math.Min(_uses, result.ValidUseCount);
        }

        if (result.Status.IsOk)
        {
            return;
        }

        var message = step.Prefix(result.Status.Message ?? "");
        _message = _code == StatusCode.Ok ? message : _message + ", " + message;
        _code = _code == StatusCode.Ok ? result.Status.Code : _code;
    }

    /// <summary>Denies for the sake of rules that cannot do their work: not for long, as they are to be mended.</summary>
    public void Block(string message)
    {
        _message = _code == StatusCode.Ok ? message : _message + ", " + message;
        _code = _code == StatusCode.Ok ? StatusCode.PermissionDenied : _code;
        _duration = _any && _duration < BlockedFor ? _duration : BlockedFor;
        _uses = _any ? Math.Min(_uses, 1) : 1;
        _any = true;
    }

    public readonly CheckResult Combined => _any ? new CheckResult(new Status(_code, _message), _duration, _uses) : NoOpinion;
}
