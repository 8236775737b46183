using Microsoft.Extensions.Time.Testing;
using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;
using Mixer.Config.Yaml;

namespace Mixer.Config.Tests.Stores;

public sealed class FileScannerTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mixer-config-");
    private readonly FakeTimeProvider _time = new();
    private readonly FileScanner _scanner;

    public FileScannerTests() => _scanner = new FileScanner(_root.FullName, FileConfigStoreOptions.Default, _time);

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Scan_Tree_TakesYamlFilesOnly()
    {
        foreach (var file in (string[])["a.yaml", "b.yml", "c.json", "d.YAML", "e", ".hid.yaml", "sub/x/h.yaml", "dir.yaml/i.yaml", ".hidden/j.yaml"])
        {
            Write(file, Rule(Path.GetFileName(file).Replace(".", "", StringComparison.Ordinal)));
        }

        _scanner.Scan();

        Assert.Equal(["ayaml", "byml", "hidyaml", "hyaml", "iyaml", "jyaml"], Names());
        Assert.True(_scanner.Status.IsAvailable);
    }

    [Fact]
    public void Scan_SameKeyTwice_LexicallyLaterFileWins()
    {
        Write("b.yaml", Rule("r", "late"));
        Write("a.yaml", Rule("r", "early"));

        _scanner.Scan();

        Assert.Equal("late", Match("r"));
        var problem = Assert.Single(_scanner.Problems);
        Assert.Equal(ProblemSeverity.Warning, problem.Severity);
        Assert.EndsWith("b.yaml", problem.Location.File, StringComparison.Ordinal);
        Assert.EndsWith("a.yaml", problem.Related!.Value.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_DirectoryBesideFile_IsReadInWalkOrder()
    {
        Write("a.yaml", Rule("r", "file"));
        Write("a/b.yaml", Rule("r", "directory"));

        _scanner.Scan();

        Assert.Equal("file", Match("r"));
    }

    [Fact]
    public void Scan_RootIsAFile_ReadsIt()
    {
        Write("one.yaml", Rule("r"));
        Write("two.yaml", Rule("s"));
        var scanner = new FileScanner(At("one.yaml"), FileConfigStoreOptions.Default, _time);

        Assert.Equal("r", Assert.Single(scanner.Scan().Changes).Key.Name);
    }

    [Fact]
    public void Scan_DanglingLinkComesAndGoes_IsAProblemMeanwhile()
    {
        Write("z.yaml", Rule("z"));
        _scanner.Scan();
        File.CreateSymbolicLink(At("a.yaml"), "nowhere.yaml");
        Assert.Empty(_scanner.Scan().Changes);
        Assert.Single(_scanner.Problems);
        File.Delete(At("a.yaml"));
        Assert.Empty(_scanner.Scan().Changes);

        Assert.Empty(_scanner.Problems);
        Assert.True(_scanner.Status.IsAvailable);
    }

    [Fact]
    public void Scan_Unchanged_HasNoChanges()
    {
        Write("a.yaml", Rule("r"));

        Assert.Single(_scanner.Scan().Changes);
        Assert.Empty(_scanner.Scan().Changes);
        Assert.Empty(_scanner.Scan().Changes);
    }

    [Fact]
    public void Scan_Growth_CountsAtOnce()
    {
        Write("a.yaml", Rule("r", "x"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "longer"));

        var change = Assert.Single(_scanner.Scan().Changes);
        Assert.Equal("longer", Assert.IsType<ConfigScalar>(change.Resource!.Spec!.Find("match")).Text);
    }

    [Fact]
    public void Scan_SameSizeAndTime_IsStillNoticed()
    {
        Write("a.yaml", Rule("r", "x"));
        _scanner.Scan();
        var time = File.GetLastWriteTimeUtc(At("a.yaml"));
        Write("a.yaml", Rule("r", "y"));
        File.SetLastWriteTimeUtc(At("a.yaml"), time);

        Assert.Single(_scanner.Scan().Changes);
    }

    [Fact]
    public void Scan_Truncation_NeedsSecondEqualReading()
    {
        Write("a.yaml", Rule("r", "long enough"));
        _scanner.Scan();
        Write("a.yaml", "");

        var first = _scanner.Scan();
        Assert.Empty(first.Changes);
        Assert.True(first.IsUnsettled);
        Assert.Empty(_scanner.Scan().Changes);
        _time.Advance(FileConfigStoreOptions.Default.Confirmation);
        Assert.Null(Assert.Single(_scanner.Scan().Changes).Resource);
    }

    [Fact]
    public void Scan_TruncatedThenRewritten_NeverLosesAnything()
    {
        Write("a.yaml", Rule("r", "long enough"));
        _scanner.Scan();
        Write("a.yaml", "");
        _scanner.Scan();
        _time.Advance(TimeSpan.FromSeconds(1));
        Write("a.yaml", Rule("r", "long enough!"));

        Assert.Equal("long enough!", Assert.IsType<ConfigScalar>(Assert.Single(_scanner.Scan().Changes).Resource!.Spec!.Find("match")).Text);
    }

    [Fact]
    public void Scan_HalfADocument_KeepsOldResourcesAndReportsIt()
    {
        Write("a.yaml", Rule("deny") + "---\n" + Rule("other"));
        _scanner.Scan();
        Write("a.yaml", "kind: rule\nmetadata: {name: deny, namesp");

        Assert.Empty(ScanTwice().Changes);
        Assert.Equal(["deny", "other"], Names());
        Assert.Contains("error converting YAML to JSON", Assert.Single(_scanner.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_OneBadDocument_OthersStillChange()
    {
        Write("a.yaml", Rule("r", "x") + "---\n" + Rule("s", "x"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "changed") + "---\nkind: rule\nmetadata: {name: s\n");

        Assert.Equal("r", Assert.Single(ScanTwice().Changes).Key.Name);
        Assert.Equal("x", Match("s"));
        Write("a.yaml", Rule("r", "changed") + "---\n" + Rule("s", "repaired"));
        Assert.Equal(["s"], ScanTwice().Changes.Select(c => c.Key.Name));
        Assert.Empty(_scanner.Problems);
    }

    [Fact]
    public void Scan_FileGone_IsDeletedAfterConfirmation()
    {
        Write("a.yaml", Rule("r"));
        _scanner.Scan();
        File.Delete(At("a.yaml"));

        Assert.Empty(_scanner.Scan().Changes);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(Assert.Single(_scanner.Scan().Changes).Resource);
        Assert.Empty(_scanner.Resources);
    }

    [Fact]
    public void Scan_FileReplacedByRename_IsAnUpdate()
    {
        Write("a.yaml", Rule("r", "x"));
        _scanner.Scan();
        File.Move(At("a.yaml"), At("a.bak"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "yy"));

        Assert.NotNull(Assert.Single(_scanner.Scan().Changes).Resource);
    }

    [Fact]
    public void Scan_FileRenamed_ChangesNothingButPlace()
    {
        Write("a.yaml", Rule("r", "x"));
        _scanner.Scan();
        File.Move(At("a.yaml"), At("b.yaml"));
        _scanner.Scan();
        Assert.Empty(_scanner.Problems);

        Assert.Empty(ScanTwice().Changes);
        Assert.EndsWith("b.yaml", Assert.Single(_scanner.Resources).Location.File, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_DanglingLink_KeepsOthersAndIsUnavailable()
    {
        Write("z.yaml", Rule("z"));
        File.CreateSymbolicLink(At("a.yaml"), "nowhere.yaml");

        _scanner.Scan();

        Assert.Equal(["z"], Names());
        Assert.False(_scanner.Status.IsAvailable);
        Assert.Contains("a.yaml", _scanner.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_LinkBreaks_KeepsContent()
    {
        Write("real/target.txt", Rule("r"));
        File.CreateSymbolicLink(At("a.yaml"), "real/target.txt");
        _scanner.Scan();
        Assert.Equal(["r"], Names());
        File.Delete(At("real/target.txt"));

        Assert.Empty(ScanTwice().Changes);
        Assert.Equal(["r"], Names());
        Assert.False(_scanner.Status.IsAvailable);
    }

    [Fact]
    public void Scan_DirectoryLinkInACircle_ReadsEachFileOnce()
    {
        Write("sub/a.yaml", Rule("r"));
        Directory.CreateSymbolicLink(At("sub/up"), "..");
        Directory.CreateSymbolicLink(At("again"), "sub");

        _scanner.Scan();

        Assert.Equal(["r"], Names());
        Assert.Empty(_scanner.Problems);
    }

    [Fact]
    public void Scan_MountedConfigMap_FollowsItsSwap()
    {
        Write("..v1/a.yaml", Rule("r", "one"));
        Directory.CreateSymbolicLink(At("..data"), "..v1");
        File.CreateSymbolicLink(At("a.yaml"), "..data/a.yaml");
        _scanner.Scan();
        Assert.Equal("one", Match("r"));
        Assert.Empty(_scanner.Problems);

        Write("..v2/a.yaml", Rule("r", "two"));
        File.SetLastWriteTimeUtc(At("..v2/a.yaml"), File.GetLastWriteTimeUtc(At("..v1/a.yaml")));
        Directory.CreateSymbolicLink(At("..data_tmp"), "..v2");
        Directory.Delete(At("..data"));
        Directory.Move(At("..data_tmp"), At("..data"));

        Assert.Single(_scanner.Scan().Changes);
        Assert.Equal("two", Match("r"));
    }

    [Fact]
    public void Scan_RootVanishes_KeepsEverything()
    {
        Write("a.yaml", Rule("r"));
        _scanner.Scan();
        var elsewhere = _root.FullName + "-moved";
        Directory.Move(_root.FullName, elsewhere);

        Assert.Empty(ScanTwice().Changes);
        Assert.Equal(["r"], Names());
        Assert.Equal($"failure during filepath.Walk: lstat {_root.FullName}: no such file or directory", _scanner.Status.Detail);
        Directory.Move(elsewhere, _root.FullName);
        Assert.Empty(ScanTwice().Changes);
        Assert.True(_scanner.Status.IsAvailable);
    }

    [Fact]
    public void Scan_CommentAndLineShift_UpdateOnlyWhatChanged()
    {
        Write("a.yaml", Rule("r", "x") + "---\n" + Rule("s", "x"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "x") + "# comment\n---\n" + Rule("s", "x"));

        var changes = _scanner.Scan().Changes;
        Assert.Equal(["r", "s"], changes.Select(c => c.Key.Name));
        Assert.Equal([false, true], changes.Select(c => c.IsMove));
        Assert.Equal(10, changes[1].Resource!.Location.Line);
    }

    [Fact]
    public void Scan_FileTooLarge_KeepsPrevious()
    {
        var scanner = new FileScanner(
            _root.FullName, new FileConfigStoreOptions { Limits = YamlLimits.Default with { MaxBytes = 500 }, Confirmation = TimeSpan.Zero }, _time);
        Write("a.yaml", Rule("r"));
        scanner.Scan();
        Write("a.yaml", Rule("r") + new string('#', 1000));
        scanner.Scan();
        scanner.Scan();

        Assert.Single(scanner.Resources);
        Assert.Contains("more than 500", Assert.Single(scanner.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scan_FileCutInALine_WaitsForTheRest()
    {
        Write("a.yaml", Rule("r", "a == 1"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "a == 1") + "---\n" + Rule("s", "b == 1 && c").TrimEnd());

        Assert.Empty(_scanner.Scan().Changes);
        Write("a.yaml", Rule("r", "a == 1") + "---\n" + Rule("s", "b == 1 && c == 2"));
        _scanner.Scan();

        Assert.Equal("b == 1 && c == 2", Match("s"));
    }

    [Fact]
    public void Scan_FileWithoutFinalLineFeed_CountsAfterConfirmation()
    {
        Write("a.yaml", Rule("r"));
        _scanner.Scan();
        Write("a.yaml", Rule("r", "changed").TrimEnd());

        ScanTwice();

        Assert.Equal("changed", Match("r"));
    }

    [Fact]
    public void Scan_EditorSwapsByRename_NeverLosesTheRule()
    {
        Write("a.yaml", Rule("r", "one"));
        _scanner.Scan();
        File.Move(At("a.yaml"), At("a.yaml~"));
        Assert.Empty(_scanner.Scan().Changes);
        Write(".a.yaml.swp", "b0VIM");
        Write("a.yaml", Rule("r", "two"));
        File.Delete(At("a.yaml~"));
        File.Delete(At(".a.yaml.swp"));

        Assert.NotNull(Assert.Single(_scanner.Scan().Changes).Resource);
        Assert.Equal("two", Match("r"));
    }

    [Fact]
    public void Scan_MoreFilesThanAllowed_ReadsTheFirstAndSaysSo()
    {
        for (var i = 0; i < 4; i++)
        {
            Write($"{i}.yaml", Rule("r" + i));
        }

        var scanner = new FileScanner(_root.FullName, new FileConfigStoreOptions { MaxFiles = 2 }, _time);
        scanner.Scan();

        Assert.Equal(["r0", "r1"], scanner.Resources.Select(r => r.Key.Name));
        Assert.Equal(ProblemKind.TooLarge, Assert.Single(scanner.Problems).Kind);
        Assert.False(scanner.Status.IsAvailable);
    }

    [Fact]
    public void Scan_MoreBytesThanAllowed_ReadsTheFirstAndSaysSo()
    {
        Write("a.yaml", Rule("a"));
        Write("b.yaml", Rule("b"));

        var scanner = new FileScanner(_root.FullName, new FileConfigStoreOptions { MaxTotalBytes = Rule("a").Length + 1 }, _time);
        scanner.Scan();

        Assert.Equal(["a"], scanner.Resources.Select(r => r.Key.Name));
        Assert.Equal(ProblemKind.TooLarge, Assert.Single(scanner.Problems).Kind);
    }

    [Fact]
    public void Scan_MoreResourcesOrDocumentsThanAllowed_TakesTheFirst()
    {
        Write("a.yaml", Rule("a") + "---\n" + Rule("b") + "---\n" + Rule("c"));
        var few = new FileScanner(_root.FullName, new FileConfigStoreOptions { MaxResources = 2 }, _time);
        few.Scan();
        var shortened = new FileScanner(_root.FullName, new FileConfigStoreOptions { Limits = YamlLimits.Default with { MaxDocuments = 1 } }, _time);
        shortened.Scan();

        Assert.Equal(2, few.Resources.Length);
        Assert.Contains("more than 2 resources", Assert.Single(few.Problems).Message, StringComparison.Ordinal);
        Assert.Equal(["a"], shortened.Resources.Select(r => r.Key.Name));
        Assert.Equal(ProblemKind.TooLarge, Assert.Single(shortened.Problems).Kind);
    }

    [Fact]
    public void Scan_NamedPipe_IsNotOpened()
    {
        using (var made = System.Diagnostics.Process.Start("mkfifo", At("pipe.yaml")))
        {
            made.WaitForExit();
        }

        Write("a.yaml", Rule("a"));
        _scanner.Scan();

        Assert.Equal(["a"], Names());
    }

    [UnprivilegedFact]
    public void Scan_UnreadableFile_KeepsItsContentAndTheOthers()
    {
        Write("a.yaml", Rule("a"));
        Write("b.yaml", Rule("b"));
        _scanner.Scan();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("a.yaml"), UnixFileMode.None);
        }

        Write("b.yaml", Rule("b", "changed"));
        _scanner.Scan();

        Assert.Equal(["a", "b"], Names());
        Assert.Equal("changed", Match("b"));
        Assert.False(_scanner.Status.IsAvailable);
    }

    private static string Rule(string name, string match = "m") => TestConfig.Document("rule", name, "match: " + match) + "\n";

    private string At(string file) => Path.Combine(_root.FullName, file);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(file))!);
        File.WriteAllText(At(file), text);
    }

    private ScanResult ScanTwice()
    {
        var first = _scanner.Scan();
        _time.Advance(TimeSpan.FromSeconds(1));
        return first.Changes.Count > 0 ? first : _scanner.Scan();
    }

    private IEnumerable<string> Names() => _scanner.Resources.Select(r => r.Key.Name).Order(StringComparer.Ordinal);

    private string Match(string name) =>
        Assert.IsType<ConfigScalar>(_scanner.Resources.Single(r => r.Key.Name == name).Spec!.Find("match")).Text;
}
