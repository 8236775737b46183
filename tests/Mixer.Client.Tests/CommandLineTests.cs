namespace Mixer.Client.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("-s", "a", "attribute value a does not include an = sign")]
    [InlineData("-s", "a=1,", "attribute value  does not include an = sign")]
    [InlineData("-s", "=b", "attribute value =b does not contain a valid name")]
    [InlineData("-i", "a=b", "strconv.ParseInt: parsing \"b\": invalid syntax")]
    [InlineData("-i", "a=", "strconv.ParseInt: parsing \"\": invalid syntax")]
    [InlineData("-i", "a=9223372036854775808", "strconv.ParseInt: parsing \"9223372036854775808\": value out of range")]
    [InlineData("-d", "x=y", "strconv.ParseFloat: parsing \"y\": invalid syntax")]
    [InlineData("-b", "l=E", "strconv.ParseBool: parsing \"E\": invalid syntax")]
    [InlineData("-t", "o=XYZ", "parsing time \"XYZ\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"XYZ\" as \"2006\"")]
    [InlineData("--duration_attributes", "x=XYZ", "time: invalid duration \"XYZ\"")]
    [InlineData("--duration_attributes", "x=1", "time: missing unit in duration \"1\"")]
    [InlineData("--bytes_attributes", "p=XY", "strconv.ParseUint: parsing \"XY\": invalid syntax")]
    [InlineData("--bytes_attributes", "p=123", "strconv.ParseUint: parsing \"123\": value out of range")]
    [InlineData("--stringmap_attributes", "p=1", "1 is not a valid key/value pair in the form key:value")]
    [InlineData("--stringmap_attributes", "p=", " is not a valid key/value pair in the form key:value")]
    [InlineData("--stringmap_attributes", "p=a:b;", " is not a valid key/value pair in the form key:value")]
    [InlineData("-q", "a", "Quota definition a does not include an = sign")]
    [InlineData("-q", "=1", "Quota definition =1 does not contain a valid name")]
    [InlineData("-q", "a=x", "Unable to parse quota value x: strconv.ParseInt: parsing \"x\": invalid syntax")]
    public async Task Check_MalformedList_SaysWhatIsWrong(string flag, string value, string expected)
    {
        var run = await MixcRun.Run("check", flag, value);

        Assert.Equal((255, "", expected + "\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Check_QuotaAndAttributeMalformed_ComplainsAboutTheQuotaFirst()
    {
        var run = await MixcRun.Run("check", "-s", "a", "-q", "b");

        Assert.Equal("Quota definition b does not include an = sign\n", run.Error);
    }

    [Fact]
    public async Task Check_ZipkinAndJaeger_CannotBuildTracer()
    {
        var run = await MixcRun.Run("check", "-m", "here:1", "--trace_zipkin_url", "http://z", "--trace_jaeger_url=http://j");

        Assert.Equal("Unable to establish connection to here:1: could not build tracer: can't have Jaeger and Zipkin outputs active simultaneously\n", run.Error);
    }

    [Theory]
    [InlineData("report", "-q", "Error: unknown shorthand flag: 'q' in -q")]
    [InlineData("check", "--nope", "Error: unknown flag: --nope")]
    [InlineData("check", "extra", "Error: 'extra' is an invalid argument")]
    [InlineData("check", "--repeat", "Error: flag needs an argument: --repeat")]
    [InlineData("check", "-r=x", "Error: invalid argument \"x\" for \"-r, --repeat\" flag: strconv.ParseInt: parsing \"x\": invalid syntax")]
    public async Task Arguments_Wrong_PrintErrorAndUsage(string command, string argument, string expected)
    {
        var run = await MixcRun.Run(command, argument);

        Assert.Equal(255, run.ExitCode);
        Assert.StartsWith(expected + "\nUsage:\n  mixc " + command + " [flags]\n", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_Unknown_IsRefusedWithoutUsage()
    {
        var run = await MixcRun.Run("bogus");

        Assert.Equal((255, "Error: unknown command \"bogus\" for \"mixc\"\nRun 'mixc --help' for usage.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Check_RepeatZero_DoesNothing() => Assert.Equal(new MixcRun(0, "", ""), await MixcRun.Run("check", "-r", "0"));

    [Fact]
    public async Task Version_Long_IsSixLinesAndAnEmptyOne()
    {
        var run = await MixcRun.Run("version");

        var lines = run.Output.Split('\n');
        Assert.Equal(["Version", "GitRevision", "User", "Hub", "GolangVersion", "BuildStatus", "", ""], lines.Select(l => l.Split(':')[0]));
    }

    [Fact]
    public async Task Version_Short_IsOneLine() => Assert.Equal(2, (await MixcRun.Run("version", "-s")).Output.Split('\n').Length);

    [Theory]
    [InlineData("check", "Check RPC failed with: Unavailable (")]
    [InlineData("report", "Report RPC returned Unavailable (")]
    public async Task Call_ServerUnreachable_PrintsUnavailableAndSucceeds(string command, string expected)
    {
        var run = await MixcRun.Run(command, "-m", "unix:///nonexistent/mixer.sock", "-r", "2");

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith(expected, line, StringComparison.Ordinal));
        Assert.Equal(2, run.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Help_OfCommand_ShowsItsFlags()
    {
        var run = await MixcRun.Run("help", "check");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("  -m, --mixer string                  Address and port of a running Mixer instance (default \"localhost:9091\")\n", run.Output, StringComparison.Ordinal);
    }
}
