using Microsoft.AspNetCore.Http;
using Mixer.Benchmarks.Calls;

namespace Mixer.Allocation.Tests;

/// <summary>How much a call allocates.</summary>
internal static class Allocations
{
    private const int Warm = 2000;
    private const int Counted = 500;

    /// <summary>Bytes that one call allocates, warm.</summary>
    public static long Of(RequestDelegate server, RepeatedCall call)
    {
        for (var i = 0; i < Warm; i++)
        {
            call.Make(server);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Counted; i++)
        {
            call.Make(server);
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / Counted;
    }
}
