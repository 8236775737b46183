using System.Globalization;

namespace Mixer.Adapters.Stdio.Output;

/// <summary>The rotated-out files beside a log file: <c>name-2018-09-01T10-11-12.123.ext</c>, in UTC.</summary>
/// <param name="path">The log file.</param>
internal sealed class RotatedFiles(string path)
{
    private const string Layout = "yyyy-MM-dd'T'HH-mm-ss.fff";

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? Path.GetPathRoot(path)!;
    private readonly string _prefix = Path.GetFileNameWithoutExtension(path) + "-";
    private readonly string _extension = Path.GetExtension(path);

    /// <summary>The folder of the log file.</summary>
    public string Folder => _folder;

    /// <summary>A name for a file rotated out at <paramref name="time"/> that no file has yet.</summary>
    public string NameAt(DateTimeOffset time)
    {
        for (var moment = time; ; moment = moment.AddMilliseconds(1))
        {
            var name = Path.Combine(_folder, _prefix + moment.UtcDateTime.ToString(Layout, CultureInfo.InvariantCulture) + _extension);
            if (!File.Exists(name))
            {
                return name;
            }
        }
    }

    /// <summary>Deletes the rotated-out files that <paramref name="policy"/> does not keep at <paramref name="now"/>; files of other names are left alone.</summary>
    public void CleanUp(RotationPolicy policy, DateTimeOffset now)
    {
        var oldest = policy.MaxAge > TimeSpan.Zero ? now - policy.MaxAge : DateTimeOffset.MinValue;
        var kept = 0;
        foreach (var (file, time) in List().OrderByDescending(entry => entry.Time))
        {
            kept++;
            if ((policy.MaxFiles > 0 && kept > policy.MaxFiles) || time < oldest)
            {
                File.Delete(file);
            }
        }
    }

    private IEnumerable<(string File, DateTimeOffset Time)> List()
    {
        foreach (var file in Directory.EnumerateFiles(_folder, _prefix + "*" + _extension))
        {
            var name = Path.GetFileName(file);
            if (name.Length == _prefix.Length + 23 + _extension.Length
                && DateTimeOffset.TryParseExact(
                    name.AsSpan(_prefix.Length, 23),
                    Layout,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var time))
            {
                yield return (file, time);
            }
        }
    }
}
