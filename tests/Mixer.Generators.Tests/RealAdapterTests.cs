using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>A bundled adapter with one interface or one method less: the build says so at the class, and says nothing else of ours.</summary>
public class RealAdapterTests
{
    [Fact]
    public async Task Adapter_AsItIs_GivesNothing()
    {
        var project = Denier("", "");
        Assert.Empty(await project.DiagnosticsAsync());
    }

    [Theory]
    [InlineData("DenierAdapter.cs", ", IQuotaHandlerBuilder", "MIX2005", "DenierAdapter must implement IQuotaHandlerBuilder")]
    [InlineData("DenierAdapter.cs", ", IListEntryHandlerBuilder", "MIX2005", "IListEntryHandlerBuilder")]
    [InlineData("DenierHandler.cs", ", IQuotaHandler", "MIX2006", "IQuotaHandler")]
    [InlineData("DenierHandler.cs", "ICheckNothingHandler, ", "MIX2006", "ICheckNothingHandler")]
    [InlineData("DenierAdapter.cs", "    public void SetQuotaTypes(IReadOnlyDictionary<string, QuotaType> types) { }\n", "MIX2018", "SetQuotaTypes")]
    [InlineData("DenierHandler.cs", "    public ValueTask<CheckResult> HandleListEntryAsync(ListEntryInstance instance, CancellationToken cancellation) => new(answer);\n", "MIX2019", "HandleListEntryAsync")]
    [InlineData("DenierAdapter.cs", "typeof(CheckNothingTemplate), ", "MIX2007", "typeof(CheckNothingTemplate)")]
    public async Task Adapter_WithoutOnePart_IsToldAtItsClass(string file, string removed, string id, string text)
    {
        var project = Denier(file, removed);
        var diagnostic = Assert.Single(await project.FullDiagnosticsAsync());
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(file, diagnostic.Location.GetLineSpan().Path);
        Assert.Contains(text.Split(" must ")[^1], diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    private static TestProject Denier(string file, string removed)
    {
        var project = new TestProject().Reference("Mixer.Templates", "Mixer.Adapters.Denier");
        foreach (var name in new[] { "DenierAdapter.cs", "DenierHandler.cs" })
        {
            var source = File.ReadAllText(Path.Combine(Snapshot.RepositoryRoot, "adapters", "Denier", name));
            Assert.True(name != file || source.Contains(removed, StringComparison.Ordinal), $"{file} no longer has '{removed}'");
            project.Source(name == file ? source.Replace(removed, "", StringComparison.Ordinal) : source, name);
        }

        return project;
    }
}
