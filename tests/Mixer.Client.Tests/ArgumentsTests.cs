using Mixer.CommandLine;

namespace Mixer.Client.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public async Task Arguments_WithinTheLimit_ReachTheCommand()
    {
        var (status, command, _) = await RunAsync("list", "one", "--long", "two");

        Assert.Equal(0, status);
        Assert.Equal(["one", "two"], command.Arguments);
    }

    [Fact]
    public async Task Arguments_MoreThanTheCommandTakes_AreRefusedWithUsage()
    {
        var (status, _, error) = await RunAsync("list", "one", "two", "three");

        Assert.Equal(CommandRunner.Failure, status);
        Assert.StartsWith("Error: 'three' is an invalid argument\nUsage:\n  tool list DIR [DIR] [flags]\n", error, StringComparison.Ordinal);
    }

    private static async Task<(int Status, Command Command, string Error)> RunAsync(params string[] arguments)
    {
        var list = new Command("list", "Lists.") { MaxArguments = 2, ArgumentsUsage = "DIR [DIR]", Run = () => Task.FromResult(0) };
        list.Flags.Bool("long", false, "Everything");
        var error = new StringWriter();
        var runner = new CommandRunner(new Command("tool", "A tool.") { Children = [list] }, TextWriter.Null, error);
        return (await runner.RunAsync(arguments), list, error.ToString());
    }
}
