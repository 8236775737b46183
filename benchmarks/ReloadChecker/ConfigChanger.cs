namespace Mixer.Benchmarks.Reload;

/// <summary>Writes one version after another: whole ones by renaming, as an operator should, half ones straight into the file, as an operator should not.</summary>
internal sealed class ConfigChanger(string path, VersionLog log)
{
    private ConfigVersion _current = ConfigVersion.First;

    public int Written { get; private set; }

    public void WriteFirst() => Write(_current);

    public async Task RunAsync(TimeSpan every, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(every);
        while (await WaitAsync(timer, stop))
        {
            _current = _current.Next();
            Write(_current);
            Written++;
        }
    }

    private void Write(ConfigVersion version)
    {
        log.Writing(version);
        if (version.IsHalf)
        {
            File.WriteAllText(path, version.Text());
            return;
        }

        var beside = path + ".new";
        File.WriteAllText(beside, version.Text());
        File.Move(beside, path, overwrite: true);
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stop)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
