namespace Mixer.Runtime.Dispatching;

/// <summary>The entry for all calls: holds the route that is in effect. Lock-free for callers; one reload loop exchanges the route.</summary>
public sealed class Dispatcher
{
    private Route _current;

    internal Dispatcher(Route initial)
    {
        _current = initial;
        initial.Handlers.AddRoute();
    }

    /// <summary>The route in effect without entering it: for its id and vocabulary only.</summary>
    public Route Current => Volatile.Read(ref _current);

    /// <summary>Enters the route in effect; the caller must call <see cref="Route.Release"/> once.</summary>
    public Route Acquire()
    {
        while (true)
        {
            var route = Volatile.Read(ref _current);
            route.Enter();

            // If the route moved, its handlers may be closing already: an entry counts only if the route is still in effect after it.
            if (ReferenceEquals(route, Volatile.Read(ref _current)))
            {
                return route;
            }

            route.Release();
        }
    }

    /// <summary>Puts <paramref name="next"/> into effect and returns the previous route, which drains from now on.</summary>
    internal Route Exchange(Route next)
    {
        next.Handlers.AddRoute();
        var previous = Interlocked.Exchange(ref _current, next);
        previous.Release();
        return previous;
    }
}
