using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Mixer.Generators.Diagnostics;

namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>For each diagnostic: what triggers it gives it alone, at the exact span (and, from a proto, code that compiles); the nearest valid text gives nothing.</summary>
public class DiagnosticCaseTests
{
    internal static readonly DiagnosticCase[] All = [.. TemplateCases.All, .. AdapterCases.All, .. InventoryCases.All];

    /// <summary>Diagnostics of hosts over several assemblies, which InventoryTests triggers.</summary>
    private static readonly string[] Elsewhere = ["MIX3002", "MIX3006", "MIX3007"];

    public static TheoryData<int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, string>();
            for (var i = 0; i < All.Length; i++)
            {
                data.Add(i, All[i].ToString());
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Mistake_GivesOneDiagnostic_AtItsExactPlace_AndCodeThatCompiles(int index, string name)
    {
        var @case = All[index];
        Assert.Equal(@case.ToString(), name);
        var (found, compilerMessages) = await @case.Project(@case.WrongText).AnalyzeAsync(LevelOf(@case.Id));
        var diagnostic = Assert.Single(found);
        Assert.Equal(@case.Id, diagnostic.Id);
        Assert.EndsWith("/" + @case.File, "/" + diagnostic.Location.GetLineSpan().Path, StringComparison.Ordinal);
        Assert.Equal(new TextSpan(@case.Start, @case.Length), diagnostic.Location.SourceSpan);
        var lines = SourceText.From(@case.WrongText).Lines;
        Assert.Equal(lines.GetLinePositionSpan(diagnostic.Location.SourceSpan), diagnostic.Location.GetLineSpan().Span);
        if (@case.File != "Code.cs")
        {
            Assert.Empty(compilerMessages);
        }

        Assert.DoesNotContain("{", diagnostic.GetMessage(null).Replace("{ }", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task NearestValidText_GivesNothing(int index, string name)
    {
        var @case = All[index];
        Assert.Equal(@case.ToString(), name);
        var (found, compilerMessages) = await @case.Project(@case.Right).AnalyzeAsync(LevelOf(@case.Id));
        Assert.Empty(found);
        Assert.Empty(compilerMessages);
    }

    [Fact]
    public void EveryDiagnostic_HasACase()
    {
        var known = TemplateDiagnostics.All.Concat(AdapterDiagnostics.All).Concat(InventoryDiagnostics.All).Select(descriptor => descriptor.Id);
        Assert.Equal(known.Except(Elsewhere).Order(StringComparer.Ordinal), All.Select(@case => @case.Id).Distinct().Order(StringComparer.Ordinal));
    }

    // Suggestions are looked at only where one is expected: the short texts of the other cases have no comments.
    private static DiagnosticSeverity LevelOf(string id) => id is "MIX1023" or "MIX2015" ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning;
}
