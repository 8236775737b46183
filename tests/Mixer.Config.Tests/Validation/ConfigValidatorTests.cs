using System.Text;
using System.Text.Json;
using Mixer.Config.Tests.Fakes;
using Mixer.Config.Validation;

namespace Mixer.Config.Tests.Validation;

public sealed class ConfigValidatorTests : IDisposable
{
    private const string Rest =
        """
        kind: checknothing
        metadata: {name: cn, namespace: ns}
        ---
        kind: rule
        metadata: {name: r, namespace: ns}
        spec: {actions: [{handler: d.denier, instances: [cn.checknothing]}]}
        """;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("mixer-validate-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Validate_GoodDirectory_HasNoProblems()
    {
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {maxCount: 3}\n---\n" + Rest);

        var report = await ValidateAsync();

        Assert.Equal((3, true), (report.ResourceCount, report.IsValid));
        Assert.Empty(report.Problems);
    }

    [Fact]
    public async Task Validate_FileAndResourceFaults_AreAllThereByPlace()
    {
        Write("b.yaml", Rest + "\n---\nabc\n");
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {maxCout: 3}\n");

        var report = await ValidateAsync();

        Assert.Equal(
            [("a.yaml", 3, 8, ProblemKind.UnknownField), ("b.yaml", 6, 28, ProblemKind.HandlerNotFound), ("b.yaml", 6, 17, ProblemKind.NoActions), ("b.yaml", 8, 1, ProblemKind.NotAResource)],
            report.Problems.Select(p => (Path.GetFileName(p.Location.File), p.Location.Line, p.Location.Column, p.Kind)).OrderBy(p => (p.Item1, p.Line)).ThenByDescending(p => p.Column));
        Assert.False(report.IsValid);
    }

    [Fact]
    public async Task Validate_AdapterRefuses_IsAtTheFieldItNames()
    {
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec:\n  file: x\n  maxCount: -1\n---\n" + Rest);

        var problem = Assert.Single((await ValidateAsync()).Problems);

        Assert.Equal((5, 13, ProblemKind.HandlerRefused), (problem.Location.Line, problem.Location.Column, problem.Kind));
        Assert.Equal(("d.denier.ns", "max_count: must not be negative"), (problem.Resource, problem.Message));
    }

    [Fact]
    public async Task Validate_AdapterThrows_IsAFindingAboutItsHandler()
    {
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {file: throw}\n---\n" + Rest);

        var problem = Assert.Single((await ValidateAsync()).Problems);

        Assert.Equal((ProblemKind.AdapterFault, "adapter 'denier' failed while it validated this: boom"), (problem.Kind, problem.Message));
    }

    [Fact]
    public async Task Validate_HandlerThatNoRuleUses_IsNotAskedOfItsAdapter()
    {
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {maxCount: -1}\n");

        Assert.True((await ValidateAsync()).IsValid);
    }

    [Fact]
    public async Task WriteJson_Report_HasStableNames()
    {
        Write("a.yaml", "kind: denier\nmetadata: {name: d, namespace: ns}\nspec: {maxCout: 3}\n");
        using var bytes = new MemoryStream();
        (await ValidateAsync()).WriteJson(bytes);

        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(bytes.ToArray()));
        Assert.Equal(["valid", "resources", "errors", "warnings", "problems"], json.RootElement.EnumerateObject().Select(p => p.Name));
        var problem = json.RootElement.GetProperty("problems")[0];
        Assert.Equal(
            ["file", "line", "column", "severity", "kind", "resource", "field", "message", "hint"], problem.EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            ("unknown-field", "maxCout", "did you mean 'maxCount'?", 8),
            (problem.GetProperty("kind").GetString(), problem.GetProperty("field").GetString(), problem.GetProperty("hint").GetString(), problem.GetProperty("column").GetInt32()));
    }

    [Fact]
    public void Show_Place_MarksItsColumn()
    {
        Write("a.yaml", "one\n\ttwo three\n");
        var excerpt = new SourceExcerpt();

        Assert.Equal("    2 |  two three\n      |      ^\n", excerpt.Show(new SourceLocation(Path.Combine(_root.FullName, "a.yaml"), 2, 6)));
        Assert.Equal("", excerpt.Show(new SourceLocation(Path.Combine(_root.FullName, "a.yaml"), 9, 1)));
        Assert.Equal("", excerpt.Show(new SourceLocation(Path.Combine(_root.FullName, "none.yaml"), 1, 1)));
    }

    [Fact]
    public void Show_LongLine_IsCutAroundItsColumn()
    {
        Write("a.yaml", new string('a', 1000) + "X" + new string('b', 1000) + "\u001b[2J\n");
        var lines = new SourceExcerpt().Show(new SourceLocation(Path.Combine(_root.FullName, "a.yaml"), 1, 1001)).Split('\n');

        Assert.Equal('X', lines[0][lines[1].IndexOf('^', StringComparison.Ordinal)]);
        Assert.All(lines, line => Assert.True(line.Length < 200));
    }

    private Task<ValidationReport> ValidateAsync() =>
        new ConfigValidator(FakeAdapters.All, FakeTemplates.All, TimeProvider.System).ValidateAsync(_root.FullName, CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_root.FullName, name), text);
}
