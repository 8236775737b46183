using System.Globalization;
using Mixer.CommandLine;
using Mixer.Config;
using Mixer.Config.Validation;
using Mixer.Server.Validation;

namespace Mixer.Server.Commands;

/// <summary><c>mixs validate DIR</c>: what the server would make of a configuration. Exit status 0 without errors, 1 with, 2 if it cannot be asked.</summary>
internal static class ValidateCommand
{
    private const int Invalid = 1;
    private const int UsageError = 2;

    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory)
    {
        Command? command = null;
        command = new Command("validate", "Check the configuration in a directory or file as the server would load it")
        {
            ArgumentsUsage = "DIR",
            MaxArguments = 1,
            UsageStatus = UsageError,
            Run = () => RunAsync(command!, output, error, inventory),
        };
        command.Flags.Add(new Flag<string>("text", ParseForm)
        {
            Name = "output", Shorthand = 'o', Usage = "Form of the report: text, json, or msbuild (one line a problem, for builds and editors)", TypeName = "string", DefaultText = "\"text\"",
        });
        return command;
    }

    private static async Task<int> RunAsync(Command command, TextWriter output, TextWriter error, ServerInventory inventory)
    {
        if (command.Arguments is not [var path])
        {
            await error.WriteLineAsync("Error: give the directory or file to validate: mixs validate DIR");
            return UsageError;
        }

        if (!Directory.Exists(path) && !File.Exists(path))
        {
            await error.WriteLineAsync($"Error: {path}: no such file or directory");
            return UsageError;
        }

        var report = await new ConfigValidator(inventory.Adapters, inventory.Templates, TimeProvider.System).ValidateAsync(path, CancellationToken.None);
        var form = command.Flags.All.OfType<Flag<string>>().Single(flag => flag.Name == "output").Value;
        if (form == "msbuild")
        {
            foreach (var problem in RootProblems.Of(report.Problems))
            {
                await output.WriteLineAsync(BuildMessages.Line(problem));
            }
        }
        else if (form == "json")
        {
            using var bytes = new MemoryStream();
            report.WriteJson(bytes);
            await output.WriteLineAsync(System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        }
        else
        {
            await WriteTextAsync(report, output);
        }

        await output.FlushAsync();
        return report.IsValid ? 0 : Invalid;
    }

    private static async Task WriteTextAsync(ValidationReport report, TextWriter output)
    {
        var excerpt = new SourceExcerpt();
        foreach (var problem in report.Problems)
        {
            var place = problem.Location;
            var at = place.Line == 0 ? place.File : string.Create(CultureInfo.InvariantCulture, $"{place.File}:{place.Line}:{place.Column}");
            var word = problem.Severity == ProblemSeverity.Error ? "error" : "warning";
            await output.WriteLineAsync($"{at}: {word}: {problem.Describe()} [{problem.Kind.Text()}]");
            await output.WriteAsync(excerpt.Show(place));
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted(report.ResourceCount, "resource")}: {Counted(report.ErrorCount, "error")}, {Counted(report.WarningCount, "warning")}"));
    }

    private static string Counted(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string? ParseForm(string text, out string value)
    {
        value = text;
        return text is "text" or "json" or "msbuild" ? null : "must be one of json, msbuild, text";
    }
}
