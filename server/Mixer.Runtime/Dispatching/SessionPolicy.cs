using Microsoft.Extensions.ObjectPool;

namespace Mixer.Runtime.Dispatching;

/// <summary>How sessions are made and cleaned for reuse.</summary>
internal sealed class SessionPolicy<TSession>(Func<TSession> create, Action<TSession> clear) : PooledObjectPolicy<TSession>
    where TSession : class
{
    public override TSession Create() => create();

    public override bool Return(TSession obj)
    {
        clear(obj);
        return true;
    }

    /// <summary>The result of <paramref name="run"/>; the session goes back to its pool when the run has ended.</summary>
    public static ValueTask<TResult> ReturnAfterAsync<TResult>(ValueTask<TResult> run, TSession session, ObjectPool<TSession> pool)
    {
        if (!run.IsCompletedSuccessfully)
        {
            return AwaitAsync(run, session, pool);
        }

        var result = run.Result;
        pool.Return(session);
        return new ValueTask<TResult>(result);
    }

    private static async ValueTask<TResult> AwaitAsync<TResult>(ValueTask<TResult> run, TSession session, ObjectPool<TSession> pool)
    {
        try
        {
            return await run.ConfigureAwait(false);
        }
        finally
        {
            pool.Return(session);
        }
    }
}
