namespace Mixer.Mixgen.Tests;

/// <summary>The worked example and the layouts of spec 04 sections 5.2, 11 and 15 and spec 09 section 13.</summary>
public sealed class TemplateCommandTests
{
    private const string Person =
        """
        syntax = "proto3";
        package person;
        import "mixer/adapter/model/v1beta1/extensions.proto";
        option (istio.mixer.adapter.model.v1beta1.template_variety) = TEMPLATE_VARIETY_CHECK;
        message Template {
          string owner = 1;
          int64 age = 2;
          string email_address = 3;
        }
        """;

    public static TheoryData<string> BuiltIn => [.. Directory.GetFiles(Path.Combine(MixgenRun.Root, "templates"), "*.proto").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Template_Person_IsTheResourceOfTheWorkedExample()
    {
        var file = Write(Person);
        var run = await MixgenRun.OfAsync("template", file);

        Assert.Equal((0, ""), (run.Code, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Equal(
            [
                "# this config is created through command", "# mixgen template " + file, "apiVersion: \"config.istio.io/v1alpha2\"", "kind: template", "metadata:", "  name: person",
                "  namespace: istio-system", "spec:",
            ],
            lines[..8]);
        Assert.Equal(["---", ""], lines[9..]);
        var descriptors = DescriptorOf(run.Output);
        Assert.Equal("owner=1:string age=2:int64 email_address=3:string name=72295727:string", descriptors.Fields("InstanceMsg"));
        Assert.Equal("instance=1:.person.InstanceMsg adapter_config=2:.google.protobuf.Any dedup_id=3:string", descriptors.Fields("HandlePersonRequest"));
        Assert.Equal("", descriptors.Fields("Type"));
        Assert.Equal("owner=1:string age=2:string email_address=3:string", descriptors.Fields("InstanceParam"));
        var method = Assert.Single(Assert.Single(descriptors.Last.Service).Method);
        Assert.Equal(("HandlePerson", ".person.HandlePersonRequest", ".istio.mixer.adapter.model.v1beta1.CheckResult"), (method.Name, method.InputType, method.OutputType));
        Assert.Equal((0, "person"), (descriptors.VarietyNumber, descriptors.Name));
        Assert.Equal("emailAddress", descriptors.Last.MessageType.Single(message => message.Name == "InstanceMsg").Field[2].JsonName);
    }

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public async Task Template_BuiltIn_LinksAndIsAsReviewed(string name)
    {
        var resource = await MixgenRun.OfAsync("template", MixgenRun.Template(name));
        Assert.Equal((0, ""), (resource.Code, resource.Error));
        Assert.Equal(DescriptorOf(resource.Output).Last.Name, DescriptorOf(resource.Output).Link()[^1].Name);
        MixgenRun.MatchSnapshot((await MixgenRun.OfAsync("template", MixgenRun.Template(name), "--handler-service")).Output, name + ".service.proto");
        MixgenRun.MatchSnapshot((await MixgenRun.OfAsync("template", MixgenRun.Template(name), "--docs")).Output, name + ".md");
    }

    [Theory]
    [InlineData("metric", "Type", "value=1:.istio.policy.v1beta1.ValueType dimensions=2:.metric.Type.DimensionsEntry monitored_resource_dimensions=4:.metric.Type.MonitoredResourceDimensionsEntry")]
    [InlineData("metric", "HandleMetricRequest", "instances=1:.metric.InstanceMsg adapter_config=2:.google.protobuf.Any dedup_id=3:string")]
    [InlineData("quota", "HandleQuotaRequest", "instance=1:.quota.InstanceMsg adapter_config=2:.google.protobuf.Any dedup_id=3:string quota_request=4:.istio.mixer.adapter.model.v1beta1.QuotaRequest")]
    [InlineData("checknothing", "InstanceMsg", "name=72295727:string")]
    [InlineData("authorization", "Type", "subject=1:.authorization.SubjectType action=2:.authorization.ActionType")]
    [InlineData("authorization", "SubjectType", "properties=3:.authorization.SubjectType.PropertiesEntry")]
    [InlineData("kubernetes", "InstanceParam", "source_uid=1:string source_ip=2:string destination_uid=3:string destination_ip=4:string destination_port=7:string attribute_bindings=72295728:.adapter.template.kubernetes.InstanceParam.AttributeBindingsEntry")]
    public async Task Template_BuiltIn_HasTheNumbersOfTheReference(string template, string message, string fields) =>
        Assert.Equal(fields, DescriptorOf((await MixgenRun.OfAsync("template", MixgenRun.Template(template))).Output).Fields(message));

    [Fact]
    public async Task Template_Mistake_IsToldAtItsPlace()
    {
        var file = Write(Person.Replace("int64 age", "int32 age", StringComparison.Ordinal));
        var run = await MixgenRun.OfAsync("template", file);

        Assert.Equal((255, ""), (run.Code, run.Output));
        Assert.StartsWith($"{file}(7,3): error MIX1010: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_UnknownImport_IsToldAtItsPlace()
    {
        var file = Write(Person.Replace("import \"", "import \"nosuch.proto\";\nimport \"", StringComparison.Ordinal));
        var run = await MixgenRun.OfAsync("template", file);

        Assert.Equal((255, $"{file}(3,8): error: cannot resolve the import \"nosuch.proto\"; name its folder with -I\n"), (run.Code, run.Error));
    }

    [Fact]
    public async Task Template_NoFile_SaysSo() =>
        Assert.StartsWith("Error: unable to read file /nonexistent/x.proto. ", (await MixgenRun.OfAsync("template", "/nonexistent/x.proto")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Template_ToFile_WritesTheFile()
    {
        var target = Path.Combine(Directory.CreateTempSubdirectory("mixgen-").FullName, "person.yaml");
        var run = await MixgenRun.OfAsync("template", Write(Person), "-n", "people", "--namespace", "default", "-o", target);

        Assert.Equal((0, "", ""), (run.Code, run.Output, run.Error));
        Assert.Contains("  name: people\n  namespace: default\n", await File.ReadAllTextAsync(target), StringComparison.Ordinal);
    }

    internal static string Write(string text, string name = "template.proto")
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mixgen-").FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Descriptors DescriptorOf(string yaml)
    {
        const string Key = "  descriptor: \"";
        var line = yaml.Split('\n').Single(line => line.StartsWith(Key, StringComparison.Ordinal));
        return Descriptors.OfBase64(line[Key.Length..^1]);
    }
}
