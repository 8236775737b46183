using System.Globalization;
using Mixer.Adapters.Stdio.Encoding;

namespace Mixer.Adapters.Stdio.Output;

/// <summary>
/// Appends to a file and moves it aside before it would pass its size. The file is opened at the first line; an existing one is continued
/// if the line still fits. Rotated-out files are cleaned up at each opening.
/// </summary>
internal sealed class RotatingFileSink(string path, RotationPolicy policy, TimeProvider time) : LineSink
{
    private const UnixFileMode FolderMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Lock _gate = new();
    private readonly RotatedFiles _rotated = new(path);
    private FileStream? _file;
    private long _size;

    /// <inheritdoc/>
    public override List<string>? Write(RecordBatch batch)
    {
        List<string>? errors = null;
        lock (_gate)
        {
            var bytes = batch.Bytes.Span;
            var pending = 0;
            var start = 0;
            foreach (var end in batch.Ends)
            {
                var length = end - start;
                if (length > policy.MaxBytes)
                {
                    // The lines before it go out first; the long one is left out alone.
                    Flush(bytes[pending..start], ref errors);
                    pending = end;
                    (errors ??= []).Add(string.Create(
                        CultureInfo.InvariantCulture, $"write length {length} exceeds maximum file size {policy.MaxBytes}"));
                }
                else if (Size() + (start - pending) + length > policy.MaxBytes)
                {
                    Flush(bytes[pending..start], ref errors);
                    pending = start;
                    Attempt(Rotate, ref errors);
                }

                start = end;
            }

            Flush(bytes[pending..], ref errors);
        }

        return errors;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_file is { } file)
        {
            _file = null;
            file.Flush(flushToDisk: true);
            await file.DisposeAsync().ConfigureAwait(false);
        }
    }

    private long Size()
    {
        if (_file is not null)
        {
            return _size;
        }

        var existing = new FileInfo(path);
        return existing.Exists ? existing.Length : 0;
    }

    private void Flush(ReadOnlySpan<byte> bytes, ref List<string>? errors)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        try
        {
            var file = _file ?? Open();
            file.Write(bytes);
            _size += bytes.Length;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            (errors ??= []).Add(failure.Message);
        }
    }

    private static void Attempt(Action action, ref List<string>? errors)
    {
        try
        {
            action();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            (errors ??= []).Add(failure.Message);
        }
    }

    private void Rotate()
    {
        _file?.Dispose();
        _file = null;
        _size = 0;
        if (File.Exists(path))
        {
            File.Move(path, _rotated.NameAt(time.GetUtcNow()));
        }
    }

    private FileStream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(_rotated.Folder);
        }
        else
        {
            Directory.CreateDirectory(_rotated.Folder, FolderMode);
        }

        _file = LogFile.Append(path);
        _size = _file.Length;
        _rotated.CleanUp(policy, time.GetUtcNow());
        return _file;
    }
}
