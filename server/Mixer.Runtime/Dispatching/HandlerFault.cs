using Mixer.Runtime.Routing;
using Mixer.Sdk;

namespace Mixer.Runtime.Dispatching;

/// <summary>What callers read of an exception from a handler.</summary>
internal static class HandlerFault
{
    private const int MaxLength = 8 * 1024;

    /// <summary>
    /// An error that the adapter reports is told in its words, of a long list the first only; a mistake in its code is what the reference calls a panic. Never longer than what fits
    /// into the trailers of a call.
    /// </summary>
    public static string Describe(Exception exception, Step step)
    {
        var text = IsMistake(exception) ? "panic during handler dispatch: " + exception.Message
            : step.ErrorPrefix + (exception is ReportFailedException { Errors.Count: > 0 } failed ? ConfigErrors.Format([.. failed.Errors.Take(ReportErrors.MostOfRecords)], failed.Errors.Count) : exception.Message);
        return Excerpt.Of(text, MaxLength);
    }

    private static bool IsMistake(Exception exception) =>
        exception is ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException
            or NotImplementedException or NullReferenceException or ObjectDisposedException or OutOfMemoryException;
}
