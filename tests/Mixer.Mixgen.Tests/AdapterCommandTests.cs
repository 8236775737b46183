namespace Mixer.Mixgen.Tests;

/// <summary>The adapter resource of spec 04 section 5.7 and spec 09 sections 3 and 13.</summary>
public sealed class AdapterCommandTests
{
    private const string Config =
        """
        syntax = "proto3";
        package adapter.myperson.config;
        import "google/protobuf/duration.proto";
        message Params {
          enum Mode { LOOSE = 0; STRICT = 1; }
          string denied_owner = 1;
          int64 min_age = 2;
          google.protobuf.Duration cache_for = 3;
          repeated string owners = 4;
          map<string, int32> limits = 5;
          Mode mode = 6;
        }
        """;

    [Fact]
    public async Task Adapter_WithConfig_IsTheResourceOfTheWorkedExample()
    {
        var file = TemplateCommandTests.Write(Config, "config.proto");
        string[] arguments = ["adapter", file, "-n", "myperson", "-s=false", "-t", "person", "-d", "person check"];
        var run = await MixgenRun.OfAsync(arguments);

        Assert.Equal((0, ""), (run.Code, run.Error));
        var lines = run.Output.Split('\n');
        Assert.Equal(
            [
                "# this config is created through command", "# mixgen " + string.Join(' ', arguments), "apiVersion: \"config.istio.io/v1alpha2\"", "kind: adapter", "metadata:",
                "  name: myperson", "  namespace: istio-system", "spec:", "  description: person check", "  session_based: false", "  templates:", "  - person",
            ],
            lines[..12]);
        Assert.Equal(["---", ""], lines[13..]);
        var descriptors = Descriptors.OfBase64(lines[12]["  config: ".Length..]);
        Assert.Equal(["google/protobuf/duration.proto", "config.proto"], descriptors.Link().Select(linked => linked.Name));
        Assert.Equal(
            "denied_owner=1:string min_age=2:int64 cache_for=3:.google.protobuf.Duration owners=4:string limits=5:.adapter.myperson.config.Params.LimitsEntry mode=6:.adapter.myperson.config.Params.Mode",
            descriptors.Fields("Params"));
    }

    [Fact]
    public async Task Adapter_WithoutConfig_HasAnEmptyOne()
    {
        var run = await MixgenRun.OfAsync("adapter", "-n", "myperson", "-s=false", "-t", "person");

        Assert.EndsWith("spec:\n  description: \n  session_based: false\n  templates:\n  - person\n  config: \n---\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no", "\"no\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("plain words, a-b/c_d.e", "plain words, a-b/c_d.e")]
    public async Task Adapter_Description_IsReadBackAsWritten(string description, string written) =>
        Assert.Contains($"\n  description: {written}\n", (await MixgenRun.OfAsync("adapter", "-n", "a", "-d", description)).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Adapter_ConfigWithoutParams_SaysSo()
    {
        var file = TemplateCommandTests.Write(Config.Replace("message Params", "message Settings", StringComparison.Ordinal), "config.proto");
        Assert.Equal($"Error: {file}: the configuration of an adapter is a message named Params, and there is none\n", (await MixgenRun.OfAsync("adapter", file, "-n", "a")).Error);
    }

    [Fact]
    public async Task Adapter_BrokenConfig_IsToldAtItsPlace()
    {
        var file = TemplateCommandTests.Write(Config.Replace("int64 min_age = 2", "int64 min_age 2", StringComparison.Ordinal), "config.proto");
        var run = await MixgenRun.OfAsync("adapter", file, "-n", "a");

        Assert.Equal(255, run.Code);
        Assert.StartsWith("Error: config.proto(7,", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adapter_WithoutName_SaysSo() => Assert.Equal("Error: give the adapter a name: --name NAME\n", (await MixgenRun.OfAsync("adapter")).Error);

    [Fact]
    public async Task Imports_IntoFolder_AreWritten()
    {
        var folder = Directory.CreateTempSubdirectory("mixgen-").FullName;
        var run = await MixgenRun.OfAsync("imports", folder);

        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), name => Assert.True(File.Exists(Path.Combine(folder, name))));
        Assert.Contains("policy/v1beta1/type.proto\n", run.Output, StringComparison.Ordinal);
    }
}
