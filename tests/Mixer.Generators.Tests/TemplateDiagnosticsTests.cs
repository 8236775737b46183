using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

public class TemplateDiagnosticsTests
{
    private const string Import = "import \"mixer/adapter/model/v1beta1/extensions.proto\";\n";
    private const string Variety = "option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_CHECK;\n";
    private const string Name = "option (istio.mixer.adapter.model.v1beta1.template_name) = ";
    private const string Head = "syntax = \"proto3\";\npackage demo;\n" + Import + Variety;
    private const string Empty = "message Template { }\n";

    /// <summary>Id, 1-based line and column, text in the message, and the proto.</summary>
    public static TheoryData<string, int, int, string, string> Mistakes => new()
    {
        { "MIX1001", 2, 9, "declares no variety", "syntax = \"proto3\";\npackage demo;\n" + Empty },
        { "MIX1002", 5, 63, "TEMPLATE_VARIETY_CHECK", Head + Variety + Empty },
        { "MIX1002", 4, 63, "TEMPLATE_VARIETY_CHEQUE", Head.Replace("_CHECK", "_CHEQUE") + Empty },
        { "MIX1003", 1, 10, "Only proto3", Head.Replace("proto3", "proto2") + Empty },
        { "MIX1003", 1, 1, "Only proto3", Head.Replace("syntax = \"proto3\";", "") + Empty },
        { "MIX1004", 1, 10, "Package name missing", Head.Replace("package demo;\n", "") + Empty },
        { "MIX1005", 2, 9, "for example 'foo.v'", Head.Replace("package demo", "package foo.v1") + Empty },
        { "MIX1005", 2, 9, "foo.v1", Head.Replace("package demo", "package foo.v1") + Name + "\"bar\";\n" + Empty },
        { "MIX1006", 5, 60, "'bad123'", Head + Name + "\"bad123\";\n" + Empty },
        { "MIX1007", 5, 1, "'Template' not defined", Head },
        { "MIX1008", 6, 1, "'OutputTemplate' not defined", Head.Replace("_CHECK", "_ATTRIBUTE_GENERATOR") + Empty },
        { "MIX1009", 6, 10, "Template message must not contain the reserved field name 'Name'", Head + "message Template {\n  string Name = 1;\n}\n" },
        { "MIX1009", 7, 10, "R message must not contain the reserved field name 'name'", Head + Empty + "message R {\n  string name = 1;\n}\n" },
        { "MIX1010", 6, 3, "use int64", Head + "message Template {\n  int32 o = 1;\n}\n" },
        { "MIX1010", 6, 3, "use string", Head + "message Template {\n  bytes o = 1;\n}\n" },
        { "MIX1010", 6, 3, "use double", Head + "message Template {\n  float o = 1;\n}\n" },
        { "MIX1010", 7, 3, "Unsupported type 'E'", Head + "enum E { A = 0; }\nmessage Template {\n  E o = 1;\n}\n" },
        { "MIX1011", 6, 3, "'v' cannot be of type", Head.Replace("_CHECK", "_ATTRIBUTE_GENERATOR") + "message Template {\n  istio.policy.v1beta1.Value v = 1;\n}\nmessage OutputTemplate { }\n" },
        { "MIX1012", 6, 3, "map<string, float>", Head + "message Template {\n  map<string, float> b = 1;\n}\n" },
        { "MIX1012", 6, 3, "map<int64, string>", Head + "message Template {\n  map<int64, string> a = 1;\n}\n" },
        { "MIX1013", 7, 15, "map<string, int64>", Head.Replace("_CHECK", "_ATTRIBUTE_GENERATOR") + Empty + "message OutputTemplate {\n  map<string, int64> m = 1;\n}\n" },
        { "MIX1013", 7, 12, "repeated string", Head.Replace("_CHECK", "_ATTRIBUTE_GENERATOR") + Empty + "message OutputTemplate {\n  repeated string m = 1;\n}\n" },
        { "MIX1014", 6, 3, "map<string, string>", Head + "message Template {\n  repeated string l = 1;\n}\n" },
        { "MIX1015", 6, 11, "'N' is declared inside 'Template'", Head + "message Template {\n  message N { }\n  N n = 1;\n}\n" },
        { "MIX1016", 6, 3, "use istio.policy.v1beta1.TimeStamp", Head + "message Template {\n  google.protobuf.Timestamp t = 1;\n}\n" },
        { "MIX1016", 6, 3, "no message of package 'demo'", Head + "message Template {\n  Missing t = 1;\n}\n" },
        { "MIX1016", 6, 3, "use istio.policy.v1beta1.IPAddress", Head + "message Template {\n  istio.policy.v1beta1.IpAddress t = 1;\n}\n" },
        { "MIX1017", 6, 14, "72295727", Head + "message Template {\n  string a = 72295727;\n}\n" },
        { "MIX1017", 7, 14, "next free number", Head + "message Template {\n  string a = 1;\n  string b = 1;\n}\n" },
        { "MIX1018", 7, 10, "'IpAddr'", Head + "message Template {\n  string ip_addr = 1;\n  string ipAddr = 2;\n}\n" },
        { "MIX1018", 6, 10, "member of every object", Head + "message Template {\n  string get_type = 1;\n}\n" },
        { "MIX1018", 6, 9, "DemoInstance", Head + Empty + "message Instance { }\n" },
        { "MIX1019", 6, 9, "'choice'", Head + "message Template {\n  oneof choice { string a = 1; }\n}\n" },
        { "MIX1021", 2, 9, "'rule'", Head.Replace("package demo", "package rule") + Empty },
        { "MIX1022", 6, 12, "expected '='", Head + "message Template {\n  string a 1;\n}\n" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Proto_OneMistake_OneDiagnosticAtItsPlace(string id, int line, int column, string text, string proto)
    {
        var project = new TestProject().File("demo.proto", proto).Generate();
        var diagnostic = Assert.Single(project.Diagnostics);
        var place = diagnostic.Location.GetLineSpan();
        Assert.Equal(id, diagnostic.Id);
        Assert.Contains(text, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal("/project/demo.proto", place.Path);
        Assert.Equal((line, column), (place.StartLinePosition.Line + 1, place.StartLinePosition.Character + 1));
        Assert.EndsWith($"docs/diagnostics/{id}.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Proto_OneMistake_StillGivesCodeThatCompiles(string id, int line, int column, string text, string proto)
    {
        Assert.NotEmpty(id + text + line + column);
        Assert.Empty(new TestProject().File("demo.proto", proto).Generate().CompilerMessages);
    }

    [Fact]
    public void Proto_SeveralMistakes_AllAreReported()
    {
        var proto = "syntax = \"proto2\";\npackage demo1;\n" + Import + Variety.Replace("_CHECK", "_ATTRIBUTE_GENERATOR") + "message Template {\n  istio.policy.v1beta1.Value a = 1;\n  int32 b = 2;\n}\n";
        Assert.Equal(["MIX1003", "MIX1005", "MIX1008", "MIX1010", "MIX1011"], new TestProject().File("demo.proto", proto).Generate().Ids);
    }

    [Theory]
    [InlineData("repeated")]
    [InlineData("Value")]
    public void ValidNeighbours_GiveNoDiagnostic(string what)
    {
        Assert.NotEmpty(what);
        var proto = Head + Name + "\"demoName\";\nmessage Template {\n  string names = 1;\n  map<string, istio.policy.v1beta1.Value> values = 2;\n  demo.R r = 72295726;\n}\nmessage R { string get = 1; }\n";
        var project = new TestProject().File("demo.proto", proto).Generate();
        Assert.Empty(project.Ids);
        Assert.Contains("class DemoNameInstance", project.Text("demoname.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Proto_NoTemplate_IsLeftAlone()
    {
        var project = new TestProject().File("other.proto", "syntax = \"proto2\"; message M { optional int32 a = 1; }").Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.Result.GeneratedTrees);
    }

    [Fact]
    public void Message_OfAnotherFileOfThePackage_IsAResourceMessage()
    {
        var project = new TestProject()
            .File("shared.proto", "syntax = \"proto3\"; package demo; message Shared { string a = 1; }")
            .File("demo.proto", Head + "message Template { Shared s = 1; }")
            .Generate();
        Assert.Empty(project.Ids);
        Assert.Empty(project.CompilerMessages);
        Assert.Contains("public DemoShared? S", project.Text("demo.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void Field_WithoutComment_IsASuggestion()
    {
        var proto = Head + "message Template {\n  // Said.\n  string a = 1;\n  string b = 2;\n}\n";
        var diagnostic = Assert.Single(new TestProject().File("demo.proto", proto).Generate().Result.Diagnostics);
        Assert.Equal("MIX1023", diagnostic.Id);
        Assert.Equal(7, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void Templates_OfOneName_SecondIsRefused()
    {
        var project = new TestProject().File("a.proto", Head + Empty).File("b.proto", Head.Replace("demo", "x.Demo") + Empty).Generate();
        var diagnostic = Assert.Single(project.Diagnostics);
        Assert.Equal("MIX1020", diagnostic.Id);
        Assert.Equal("/project/b.proto", diagnostic.Location.GetLineSpan().Path);
        Assert.Contains("a.proto", diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(project.CompilerMessages);
    }
}
