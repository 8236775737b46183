using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>What the table of single mistakes does not show: several at once, neighbours, files that are no templates.</summary>
public class TemplateDiagnosticsTests
{
    private const string Head = "syntax = \"proto3\";\npackage demo;\nimport \"mixer/adapter/model/v1beta1/extensions.proto\";\noption (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_CHECK;\n";

    [Fact]
    public void Proto_SeveralMistakes_AllAreReported()
    {
        var proto = Head.Replace("_CHECK", "_ATTRIBUTE_GENERATOR", StringComparison.Ordinal).Replace("proto3", "proto2", StringComparison.Ordinal).Replace("demo", "demo1", StringComparison.Ordinal)
            + "message Template {\n  istio.policy.v1beta1.Value a = 1;\n  int32 b = 2;\n}\n";
        Assert.Equal(["MIX1003", "MIX1005", "MIX1008", "MIX1010", "MIX1011"], new TestProject().File("demo.proto", proto).Generate().Ids);
    }

    [Fact]
    public void Proto_NoTemplate_IsLeftAlone()
    {
        var project = new TestProject().File("other.proto", "syntax = \"proto2\"; message M { optional int32 a = 1; }").Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.Result.GeneratedTrees);
    }

    [Theory]
    [InlineData("Shared")]
    [InlineData("demo.Shared")]
    [InlineData(".demo.Shared")]
    [InlineData("Demo.Shared")]
    public void Message_OfAnImportedFileOfThePackage_IsAResourceMessage(string type)
    {
        var project = new TestProject()
            .File("protos/shared.proto", "syntax = \"proto3\"; package demo; import \"more.proto\"; message Shared { More more = 1; }")
            .File("protos/more.proto", "syntax = \"proto3\"; package demo; message More { string a = 1; }")
            .File("protos/unused.proto", "syntax = \"proto3\"; package demo; message Unused { string a = 1; }")
            .File("demo.proto", Head + $"import \"protos/shared.proto\"; message Template {{ {type} s = 1; }}")
            .Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.CompilerMessages);
        Assert.Contains("public DemoShared? S", project.Text("demo.g.cs"), StringComparison.Ordinal);
        Assert.Contains("public DemoMore? More", project.Text("demo.g.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain("Unused", project.Text("demo.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_AreFoundFromTheInnermostPackageOutwards()
    {
        var proto = Head.Replace("package demo", "package istio.mixer.demo", StringComparison.Ordinal)
            + "message Template { demo.R a = 1; mixer.demo.R b = 2; policy.v1beta1.Uri c = 3; istio.mixer.DEMO.R d = 4; }\nmessage R { }\n";
        var project = new TestProject().File("demo.proto", proto).Generate();
        Assert.Empty(project.Ids);
        Assert.Contains("public global::Mixer.Sdk.Values.UriValue C", project.Text("demo.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void SyntaxError_TheRestOfTheFileIsStillGenerated()
    {
        var project = new TestProject().File("demo.proto", Head + "message Template {\n  string a 1;\n  R r = 2;\n}\nmassage X { }\nmessage R {\n  string b = 1;\n}\n").Generate();
        Assert.Equal(["MIX1022"], project.Ids);
        Assert.Empty(project.CompilerMessages);
        Assert.Contains("public string B { get; init; }", project.Text("demo.g.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_CHECK", "_CHEQUE")]
    [InlineData("option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_CHECK;\n", "")]
    public async Task Variety_Unreadable_AdapterOfTheTemplateStillCompiles(string written, string wrong)
    {
        var proto = TemplateTexts.Page.Replace("_REPORT", "_CHECK", StringComparison.Ordinal).Replace(written, wrong, StringComparison.Ordinal);
        var project = new TestProject().File("page.proto", proto).Source(AdapterSources.Pager());
        Assert.Single(await project.DiagnosticsAsync());
        Assert.Empty(project.Generate().CompilerMessages);
    }

    [Theory]
    [InlineData("repeated string labels = 1;", "Labels[\"a\"].Length")]
    [InlineData("int32 count = 1;", "Count.ToString()")]
    [InlineData("map<int64, string> labels = 1;", "Labels[\"a\"].Length")]
    [InlineData("Level level = 1;", "Level.Length")]
    [InlineData("google.protobuf.Timestamp at = 1;", "At.ToString()")]
    public void Field_OfAWrongType_CanStillBeUsed(string field, string use)
    {
        var project = new TestProject()
            .File("demo.proto", Head + $"enum Level {{ A = 0; }}\nmessage Template {{\n  {field}\n}}\n")
            .Source($"class C {{ object M(Demo.DemoInstance instance) => instance.{use}; }}")
            .Generate();
        Assert.Single(project.Ids);
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void Comments_WithWhatEndsALineOrAnElement_StayComments()
    {
        var proto = Head + "// First\u2028line; *\u0085/ </summary> & \u0001 end.\nmessage Template {\n  // \u2029int evil;\n  string a = 1;\n}\n";
        var project = new TestProject().File("demo.proto", proto).Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.CompilerMessages);
    }

    [Fact]
    public void Messages_NestedWithoutEnd_AreRefused()
    {
        var proto = Head + string.Concat(Enumerable.Repeat("message A { ", 100_000));
        Assert.Equal(["MIX1022"], new TestProject().File("demo.proto", proto).Generate().Ids);
    }
}
