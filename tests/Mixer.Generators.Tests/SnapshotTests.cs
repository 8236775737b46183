using System.Globalization;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>The generated code in its reviewed form.</summary>
public class SnapshotTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("report")]
    [InlineData("quota")]
    [InlineData("everything")]
    [InlineData("generator")]
    [InlineData("output")]
    public void Template_OfEachKind_GivesTheReviewedCode(string kind)
    {
        var (proto, name) = kind switch
        {
            "check" => (TemplateTexts.Template("message Template { string value = 1; }", "CHECK", "listEntry"), "listentry"),
            "report" => (TemplateTexts.Page, "page"),
            "quota" => (TemplateTexts.Template("message Template { map<string, istio.policy.v1beta1.Value> dimensions = 1; }", "QUOTA", "quota"), "quota"),
            "everything" => (TemplateTexts.Everything, "everything"),
            "output" => (TemplateTexts.Template("message Template { string token = 1; }\nmessage OutputTemplate {\n  // Who.\n  string user = 1;\n}\n", "CHECK_WITH_OUTPUT", "session"), "session"),
            _ => (TemplateTexts.Generator, "pods"),
        };
        var project = new TestProject().File(name + ".proto", proto).Generate();
        Assert.Empty(project.Ids);
        Assert.True(project.CompilerMessages.Length == 0, string.Join("\n", project.CompilerMessages));
        Snapshot.Match(project.Text(name + ".g.cs"), "tests", "Mixer.Generators.Tests", "Snapshots", kind + ".Contracts.txt");
        Snapshot.Match(project.Text(name + ".Runtime.g.cs"), "tests", "Mixer.Generators.Tests", "Snapshots", kind + ".Runtime.txt");
    }

    [Fact]
    public void Adapter_AndHost_GiveTheReviewedCode()
    {
        var project = new TestProject().File("page.proto", TemplateTexts.Page).Source(AdapterSources.Pager()).Host().Generate();
        Assert.Empty(project.Ids);
        Assert.True(project.CompilerMessages.Length == 0, string.Join("\n", project.CompilerMessages));
        Snapshot.Match(project.Text("Demo.PagerAdapter.Registration.g.cs"), "tests", "Mixer.Generators.Tests", "Snapshots", "adapter.txt");
        Snapshot.Match(project.Text("MixerInventory.g.cs"), "tests", "Mixer.Generators.Tests", "Snapshots", "host.txt");
    }

    [Fact]
    public void Generate_InAnyCultureAndOrder_GivesTheSameText()
    {
        var first = new TestProject().File("all.proto", TemplateTexts.Everything).File("page.proto", TemplateTexts.Page).Host().Generate();
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus";
        odd.NumberFormat.NumberDecimalSeparator = "#";
        odd.NumberFormat.NativeDigits = [.. Enumerable.Range(0, 10).Select(digit => ((char)('\u0660' + digit)).ToString())];
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = odd;
        try
        {
            var second = new TestProject().File("page.proto", TemplateTexts.Page.Replace("\n", "\r\n", StringComparison.Ordinal)).File("all.proto", TemplateTexts.Everything).Host().Generate();
            Assert.Equal(Texts(first), Texts(second));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static IEnumerable<(string, string)> Texts(GeneratedProject project) => project.Result.Results[0].GeneratedSources
            .Select(source => (source.HintName, source.SourceText.ToString()))
            .OrderBy(source => source.HintName, StringComparer.Ordinal);
    }

    [Fact]
    public void Generate_Twice_GivesTheSameText()
    {
        var first = new TestProject().File("all.proto", TemplateTexts.Everything).Generate();
        var second = new TestProject().File("all.proto", TemplateTexts.Everything).Generate();
        Assert.Equal(first.Text("everything.Runtime.g.cs"), second.Text("everything.Runtime.g.cs"));
        Assert.DoesNotContain("\r", first.Text("everything.g.cs"), StringComparison.Ordinal);
    }
}
