using Mixer.Attributes;
using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Dispatching;

/// <summary>Several handler calls at once: all are started before any is waited for, and the results come in the order of the steps. Owned by one session; reused.</summary>
internal sealed class Fan<TResult>(Invoker invoker)
{
    private ValueTask<Completion<TResult>>[] _pending = new ValueTask<Completion<TResult>>[4];
    private Completion<TResult>[] _results = new Completion<TResult>[4];
    private HandlerToken?[] _tokens = new HandlerToken?[4];
    private int _count;
    private int _taken;

    /// <summary>The results so far: of all steps once <see cref="TryFinish"/> was true or <see cref="FinishAsync"/> has completed.</summary>
    public ReadOnlySpan<Completion<TResult>> Results => _results.AsSpan(0, _taken);

    /// <summary>Calls the step's handler; each call can be cancelled on its own, all by <paramref name="caller"/>.</summary>
    public void Start(Step<TResult> step, AttributeBag? bag, CancellationToken caller)
    {
        if (_count == _pending.Length)
        {
            Array.Resize(ref _pending, _count * 2);
            Array.Resize(ref _results, _count * 2);
            Array.Resize(ref _tokens, _count * 2);
        }

        Add(invoker.InvokeAsync(step, bag, default, _tokens[_count] ??= invoker.NewToken(), caller));
    }

    /// <summary>True if all calls have already succeeded.</summary>
    public bool TryFinish()
    {
        while (_taken < _count && _pending[_taken].IsCompletedSuccessfully)
        {
            _results[_taken] = _pending[_taken].Result;
            _taken++;
        }

        return _taken == _count;
    }

    /// <summary>Waits for all calls, also when one was cancelled; then throws the cancellation.</summary>
    public async ValueTask FinishAsync()
    {
        OperationCanceledException? cancelled = null;
        while (!TryFinish())
        {
            try
            {
                _results[_taken] = await _pending[_taken].ConfigureAwait(false);
            }
            catch (OperationCanceledException exception)
            {
                cancelled ??= exception;
            }

            _taken++;
        }

        if (cancelled is not null)
        {
            throw cancelled;
        }
    }

    public void Clear()
    {
        for (var index = 0; index < _count; index++)
        {
            _tokens[index]!.Reset();
        }

        Array.Clear(_pending, 0, _count);
        Array.Clear(_results, 0, _count);
        _count = 0;
        _taken = 0;
    }

    private void Add(ValueTask<Completion<TResult>> call) => _pending[_count++] = call;
}
