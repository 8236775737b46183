namespace Mixer.Adapters.Stdio.Output;

/// <summary>Opens files for lines: unbuffered, readable by others while written, created with mode 0644.</summary>
internal static class LogFile
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Opens <paramref name="path"/> for appending; creates it if it is not there.</summary>
    public static FileStream Append(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mode;
        }

        return new FileStream(path, options);
    }

    /// <summary>What went wrong in the words of the operating system's manual.</summary>
    public static string Reason(Exception failure) =>
        failure switch
        {
            FileNotFoundException or DirectoryNotFoundException => "no such file or directory",
            UnauthorizedAccessException => "permission denied",
            _ => failure.Message,
        };
}
