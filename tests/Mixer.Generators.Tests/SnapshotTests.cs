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
    public void Template_OfEachKind_GivesTheReviewedCode(string kind)
    {
        var (proto, name) = kind switch
        {
            "check" => (TemplateTexts.Template("message Template { string value = 1; }", "CHECK", "listEntry"), "listentry"),
            "report" => (TemplateTexts.Page, "page"),
            "quota" => (TemplateTexts.Template("message Template { map<string, istio.policy.v1beta1.Value> dimensions = 1; }", "QUOTA", "quota"), "quota"),
            "everything" => (TemplateTexts.Everything, "everything"),
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
    public void Generate_Twice_GivesTheSameText()
    {
        var first = new TestProject().File("all.proto", TemplateTexts.Everything).Generate();
        var second = new TestProject().File("all.proto", TemplateTexts.Everything).Generate();
        Assert.Equal(first.Text("everything.Runtime.g.cs"), second.Text("everything.Runtime.g.cs"));
        Assert.DoesNotContain("\r", first.Text("everything.g.cs"), StringComparison.Ordinal);
    }
}
