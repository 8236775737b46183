using System.Diagnostics;
using System.Globalization;

namespace Mixer.Server.Logging;

/// <summary>Finds who wrote a log line by looking up the stack; costly, so only for scopes that ask for it.</summary>
internal static class CallerFinder
{
    /// <summary><c>folder/file:line</c> of the code that logged, or its type and method where the build left no symbols.</summary>
    public static string? Find()
    {
        foreach (var frame in new StackTrace(fNeedFileInfo: true).GetFrames())
        {
            if (DiagnosticMethodInfo.Create(frame) is not { DeclaringTypeName: { } type } method || IsLogging(type, method.DeclaringAssemblyName))
            {
                continue;
            }

            if (frame.GetFileName()?.EndsWith(".g.cs", StringComparison.Ordinal) == true)
            {
                continue; // The generated half of a log message.
            }

            return frame.GetFileName() is { Length: > 0 } file
                ? string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}:{frame.GetFileLineNumber()}")
                : type + "." + method.Name;
        }

        return null;
    }

    // Between the caller and the sink lie the logging libraries, this room, and classes of log messages.
    private static bool IsLogging(string type, string? assembly) =>
        assembly is null
        || assembly.StartsWith("Serilog", StringComparison.Ordinal)
        || assembly.StartsWith("Microsoft.Extensions.Logging", StringComparison.Ordinal)
        || type.StartsWith("Mixer.Server.Logging.", StringComparison.Ordinal)
        || type.EndsWith("Log", StringComparison.Ordinal)
        || type.EndsWith("Logger", StringComparison.Ordinal)
        || type.Contains("Logger`", StringComparison.Ordinal);
}
