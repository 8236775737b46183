namespace Mixer.Generators.Tests.Diagnostics;

/// <summary>Mistakes in template protos.</summary>
internal static class TemplateCases
{
    private const string Option = "option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_";
    private const string NameOption = "option (istio.mixer.adapter.model.v1beta1.template_name) = ";
    private const string Extensions = "import \"mixer/adapter/model/v1beta1/extensions.proto\";\n";
    private const string Head = "syntax = \"proto3\";\npackage page;\n" + Extensions;
    private const string Check = Head + Option + "CHECK;\n";
    private const string Generator = Head + Option + "ATTRIBUTE_GENERATOR;\n";
    private const string Empty = "message Template { }\n";
    private const string Output = "message OutputTemplate { }\n";

    public static IEnumerable<DiagnosticCase> All =>
    [
        Proto("MIX1001", "syntax = \"proto3\";\npackage [|page|];\n" + Extensions + Empty, Check + Empty),
        Proto("MIX1002", Head + Option[..^17] + "[|TEMPLATE_VARIETY_CHEQUE|];\n" + Empty, Check + Empty),
        Proto("MIX1002", Check + Option[..^17] + "[|TEMPLATE_VARIETY_REPORT|];\n" + Empty, Check + Empty),
        Proto("MIX1003", Check.Replace("\"proto3\"", "[|\"proto2\"|]", StringComparison.Ordinal) + Empty, Check + Empty),
        Proto("MIX1003", Check.Replace("syntax = \"proto3\"", "edition = [|\"2023\"|]", StringComparison.Ordinal) + Empty, Check + Empty),
        Proto("MIX1003", "[||]" + Check.Replace("syntax = \"proto3\";\n", "", StringComparison.Ordinal) + Empty, Check + Empty),
        Proto("MIX1004", Check.Replace("\"proto3\"", "[|\"proto3\"|]", StringComparison.Ordinal).Replace("package page;\n", "", StringComparison.Ordinal) + Empty, Check + Empty),
        Proto("MIX1005", Package("[|acme.v1|]"), Package("acme.page")),
        Proto("MIX1005", Package("[|foo.badStrNumbersNotAllowed123|]"), Package("foo.badStrNumbersNotAllowed")),
        Proto("MIX1005", Package("[|foo.v1|]") + NameOption + "\"bar\";\n", Package("foo.v") + NameOption + "\"bar\";\n"),
        Proto("MIX1006", Check + NameOption + "[|\"page2\"|];\n" + Empty, Check + NameOption + "\"pageTwo\";\n" + Empty),
        Proto("MIX1007", Check + "message Page { }\n[||]", Check + Empty + "message Page { }\n"),
        Proto("MIX1008", Generator + Empty + "[||]", Generator + Empty + Output),
        Proto("MIX1008", Head + Option + "CHECK_WITH_OUTPUT;\n" + Empty + "[||]", Head + Option + "CHECK_WITH_OUTPUT;\n" + Empty + Output),
        Field("MIX1009", "string [|Name|] = 1;", "string names = 1;"),
        Proto("MIX1009", Check + Empty + "message R {\n  string [|name|] = 1;\n}\n", Check + Empty + "message R {\n  string page_name = 1;\n}\n"),
        Proto("MIX1009", Generator + Empty + "message OutputTemplate {\n  string [|name|] = 1;\n}\n", Generator + Empty + "message OutputTemplate {\n  string pod_name = 1;\n}\n"),
        Field("MIX1010", "[|int32|] count = 1;", "int64 count = 1;"),
        Field("MIX1010", "[|bytes|] body = 1;", "string body = 1;"),
        Field("MIX1010", "[|float|] share = 1;", "double share = 1;"),
        Proto("MIX1010", Check + "enum Level { LOW = 0; }\nmessage Template {\n  [|Level|] level = 1;\n}\n", Check + "enum Level { LOW = 0; }\nmessage Template {\n  string level = 1;\n}\n"),
        Proto("MIX1010", Check + "message Template {\n  enum Level { LOW = 0; }\n  [|Level|] level = 1;\n}\n", Check + "message Template {\n  enum Level { LOW = 0; }\n  string level = 1;\n}\n"),
        Proto("MIX1011", Generator + "message Template {\n  [|istio.policy.v1beta1.Value|] peer = 1;\n}\n" + Output, Generator + "message Template {\n  string peer = 1;\n}\n" + Output),
        Proto("MIX1011", Generator + "message Template {\n  map<string, [|istio.policy.v1beta1.Value|]> peer = 1;\n}\n" + Output, Generator + "message Template {\n  map<string, string> peer = 1;\n}\n" + Output),
        Field("MIX1012", "[|map<int64, string>|] labels = 1;", "map<string, string> labels = 1;"),
        Field("MIX1012", "[|map<string, float>|] shares = 1;", "map<string, double> shares = 1;"),
        Outputs("MIX1013", "[|map<string, int64> ports = 1|];", "map<string, string> ports = 1;"),
        Outputs("MIX1013", "[|repeated string pods = 1|];", "map<string, string> pods = 1;"),
        Outputs("MIX1013", "[|istio.policy.v1beta1.Value any = 1|];", "istio.policy.v1beta1.Uri any = 1;"),
        Proto("MIX1013", Generator + Empty + "message OutputTemplate {\n  [|R r = 1|];\n}\nmessage R { }\n", Generator + Empty + "message OutputTemplate {\n  string r = 1;\n}\nmessage R { }\n"),
        Field("MIX1014", "[|repeated|] string labels = 1;", "map<string, string> labels = 1;"),
        Proto("MIX1014", Check + "message Template {\n  [|repeated|] R items = 1;\n}\nmessage R { }\n", Check + "message Template {\n  map<string, R> items = 1;\n}\nmessage R { }\n"),
        Proto("MIX1015", Check + "message Template {\n  message [|Peer|] { }\n  Peer peer = 1;\n}\n", Check + "message Template {\n  Peer peer = 1;\n}\nmessage Peer { }\n"),
        Proto("MIX1015", Check + Empty + "message R {\n  message [|Template|] { }\n}\n", Check + Empty + "message R { }\n"),
        Proto("MIX1015", Generator + Empty + "message OutputTemplate {\n  message [|N|] { }\n}\n", Generator + Empty + Output + "message N { }\n"),
        Field("MIX1016", "[|google.protobuf.Timestamp|] at = 1;", "istio.policy.v1beta1.TimeStamp at = 1;"),
        Field("MIX1016", "[|istio.policy.v1beta1.IpAddress|] peer = 1;", "istio.policy.v1beta1.IPAddress peer = 1;"),
        Field("MIX1016", "[|Duration|] took = 1;", "istio.policy.v1beta1.Duration took = 1;"),
        Proto("MIX1016", Check + "message Template {\n  [|Shared|] shared = 1;\n}\n", Check + "import \"shared.proto\";\nmessage Template {\n  Shared shared = 1;\n}\n") with
        {
            Beside = [("shared.proto", "syntax = \"proto3\"; package page; message Shared { }")],
        },
        Field("MIX1017", "string title = [|72295727|];", "string title = 72295726;"),
        Proto("MIX1017", Generator + "message Template {\n  string title = [|72295728|];\n}\n" + Output, Generator + "message Template {\n  string title = 1;\n}\n" + Output),
        Proto("MIX1017", Check + "message Template {\n  string title = 1;\n  string text = [|1|];\n}\n", Check + "message Template {\n  string title = 1;\n  string text = 2;\n}\n"),
        Field("MIX1017", "string title = [|0|];", "string title = 0x1;"),
        Field("MIX1017", "string title = [|19500|];", "string title = 20000;"),
        Field("MIX1017", "string title = [|99999999999|];", "string title = 536870911;"),
        Field("MIX1017", "reserved 2, 4 to 6;\n  string title = [|5|];", "reserved 2, 4 to 6;\n  string title = 3;"),
        Outputs("MIX1017", "string a = 1;\n  string b = [|1|];", "string a = 1;\n  string b = 2;"),
        Field("MIX1018", "string ip_addr = 1;\n  string [|ipAddr|] = 2;", "string ip_addr = 1;\n  string ipv6_addr = 2;"),
        Field("MIX1018", "string foo_1 = 1;\n  string [|foo1|] = 2;", "string foo_1 = 1;\n  string foo_2 = 2;"),
        Field("MIX1018", "string [|get_type|] = 1;", "string page_type = 1;"),
        Field("MIX1018", "reserved \"title\";\n  string [|title|] = 1;", "reserved \"title\";\n  string text = 1;"),
        Proto("MIX1018", Check + Empty + "message [|Instance|] { }\n", Check + Empty + "message Item { }\n"),
        Proto("MIX1018", Check + Empty + "message [|InstanceParam|] { }\n", Check + Empty + "message Param { }\n"),
        Proto("MIX1018", Check + Empty + "message [|Template|] { }\n", Check + Empty),
        Proto("MIX1018", Generator + "message Template {\n  string [|attribute_bindings|] = 1;\n}\n" + Output, Generator + "message Template {\n  string bindings = 1;\n}\n" + Output),
        Outputs("MIX1018", "string [|to_string|] = 1;", "string text = 1;"),
        Field("MIX1019", "oneof [|target|] {\n    string host = 1;\n    string path = 2;\n  }", "string host = 1;\n  string path = 2;"),
        Proto("MIX1020", Package("[|x.Page|]"), Package("x.leaflet")) with { Beside = [("a.proto", Check + Empty)] },
        Proto("MIX1021", Package("[|acme.rule|]"), Package("acme.rules")),
        Proto("MIX1021", Check + NameOption + "[|\"Handler\"|];\n" + Empty, Check + NameOption + "\"Handlers\";\n" + Empty),
        Field("MIX1022", "string title [|1|];", "string title = 1;"),
        Field("MIX1022", "string title = 1\n  [|string|] text = 2;", "string title = 1;\n  string text = 2;"),
        Field("MIX1022", "[|required|] string title = 1;", "optional string title = 1;"),
        Proto("MIX1022", Check + "message Template {\n  string a = 1;\n[||]", Check + "message Template {\n  string a = 1;\n}\n"),
        Proto("MIX1022", Check + "import \"shared.proto\";\nmessage Template { Shared s = 1; }\n", Check + "import \"shared.proto\";\nmessage Template { Shared s = 1; }\n") with
        {
            File = "shared.proto",
            Wrong = "syntax = \"proto3\";\npackage page;\nmessage Shared {\n  string [|=|] 1;\n}\n",
            Right = "syntax = \"proto3\";\npackage page;\nmessage Shared {\n  string a = 1;\n}\n",
            Beside = [("page.proto", Check + "import \"shared.proto\";\nmessage Template { Shared s = 1; }\n"), ("other.proto", Package("other") + "import \"shared.proto\";\n")],
        },
        Proto("MIX1023", Check + "message Template {\n  string [|title|] = 1;\n}\n", Check + "message Template {\n  // What the page says.\n  string title = 1;\n}\n"),
        Proto("MIX1024", Check + "import [|\"policy/v1beta1/types.proto\"|];\n" + Empty, Check + "import \"policy/v1beta1/type.proto\";\n" + Empty),
        Proto("MIX1024", Check + "import [|\"a.proto\"|];\n" + Empty, Check + "import \"b.proto\";\n" + Empty) with
        {
            Beside = [("a.proto", Package("other")), ("b.proto", "syntax = \"proto3\"; package page;")],
        },
        Proto("MIX1025", Check + Empty + "message [|OutputTemplate|] { }\n", Check.Replace("CHECK;", "CHECK_WITH_OUTPUT;", StringComparison.Ordinal) + Empty + "message OutputTemplate { }\n"),
    ];

    private static string Package(string package) => Check.Replace("package page", "package " + package, StringComparison.Ordinal) + Empty;

    private static DiagnosticCase Field(string id, string wrong, string right) =>
        Proto(id, Check + $"message Template {{\n  {wrong}\n}}\n", Check + $"message Template {{\n  {right}\n}}\n");

    private static DiagnosticCase Outputs(string id, string wrong, string right) =>
        Proto(id, Generator + Empty + $"message OutputTemplate {{\n  {wrong}\n}}\n", Generator + Empty + $"message OutputTemplate {{\n  {right}\n}}\n");

    private static DiagnosticCase Proto(string id, string wrong, string right) => new(id, "page.proto", wrong, right);
}
