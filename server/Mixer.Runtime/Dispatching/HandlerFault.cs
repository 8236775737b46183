using Mixer.Runtime.Routing;

namespace Mixer.Runtime.Dispatching;

/// <summary>What callers read of an exception from a handler.</summary>
internal static class HandlerFault
{
    /// <summary>An error that the adapter reports is told in its words; a mistake in its code is what the reference calls a panic.</summary>
    public static string Describe(Exception exception, Step step) =>
        IsMistake(exception) ? "panic during handler dispatch: " + exception.Message : step.ErrorPrefix + exception.Message;

    private static bool IsMistake(Exception exception) =>
        exception is ArgumentException or ArithmeticException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException
            or NotImplementedException or NullReferenceException or ObjectDisposedException or OutOfMemoryException;
}
