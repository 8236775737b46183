namespace Mixer.Generators.Tests.Support;

/// <summary>Template texts that many tests start from.</summary>
internal static class TemplateTexts
{
    public static string Template(string body, string variety = "REPORT", string package = "page", string head = "") =>
        "syntax = \"proto3\";\n"
        + $"package {package};\n"
        + "import \"mixer/adapter/model/v1beta1/extensions.proto\";\n"
        + $"option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_{variety};\n"
        + head
        + body;

    public static string Page => Template("// One page.\nmessage Template {\n  // What it says.\n  string title = 1;\n  // How urgent.\n  istio.policy.v1beta1.Value urgency = 2;\n}\n");

    /// <summary>Everything that a template may hold: two levels of nesting, maps of all kinds, rich types, recursion, odd names.</summary>
    public static string Everything => Template(
        """
        // All of it: <a> & "b".
        message Template {
          istio.policy.v1beta1.Value value = 1;
          map<string, istio.policy.v1beta1.Value> dimensions = 2;
          int64 int64Primitive = 3;
          bool boolPrimitive = 4;
          double doublePrimitive = 5;
          string stringPrimitive = 6;
          map<string, int64> int64Map = 7;
          istio.policy.v1beta1.TimeStamp timeStamp = 9;
          istio.policy.v1beta1.Duration duration = 10;
          Res1 res1 = 11;
        }
        /* A message
         * of two lines.
         */
        message Res1 {
          string class = 1;
          Res2 res2 = 11;
          map<string, Res2> res2_map = 12;
          Res1 self = 13;
        }
        message Res2 {
          istio.policy.v1beta1.Value value = 1;
          istio.policy.v1beta1.IPAddress ip_addr = 11;
          istio.policy.v1beta1.DNSName dns_name = 12;
          istio.policy.v1beta1.EmailAddress email_addr = 13;
          istio.policy.v1beta1.Uri uri = 14;
        }
        message Unused { }
        """,
        package: "istio.mixer.adapter.sample.everyThing");

    public static string Generator => Template(
        """
        message Template {
          string source_uid = 1;
          Pod pod = 2;
        }
        message Pod { string name_of = 1; }
        message OutputTemplate {
          // The name.
          string pod_name = 1;
          int64 port = 2;
          istio.policy.v1beta1.IPAddress ip = 3;
          map<string, string> labels = 4;
          istio.policy.v1beta1.Uri link = 5;
        }
        """,
        "ATTRIBUTE_GENERATOR",
        "adapter.template.pods");
}
