using System.Text.Json;
using Mixer.CommandLine;

namespace Mixer.Server.Commands;

/// <summary>
/// <c>mixs describe</c>: the adapters and templates that this program is made with, and what may be configured of them. (The reference's old name
/// <c>inventory</c> is no command of 1.0.9, and must be refused.)
/// </summary>
internal static class DescribeCommand
{
    public static Command Create(TextWriter output, TextWriter error, ServerInventory inventory) =>
        new("describe", "Adapters and templates of this program and their configuration")
        {
            Children =
            [
                Describing("adapters", "What handlers there may be: the adapters, what they take and their configuration", output, error,
                    () => inventory.Adapters.OrderBy(adapter => adapter.Name, StringComparer.Ordinal).Select(KindDescription.Of)),
                Describing("templates", "What instances there may be: the templates and their fields", output, error,
                    () => inventory.Templates.OrderBy(template => template.Name, StringComparer.Ordinal).Select(KindDescription.Of)),
            ],
        };

    private static Command Describing(string name, string summary, TextWriter output, TextWriter error, Func<IEnumerable<KindDescription>> all)
    {
        Command? command = null;
        Flag<bool>? asJson = null;
        command = new Command(name, summary) { MaxArguments = 1, ArgumentsUsage = "[NAME]", Run = RunAsync };
        asJson = command.Flags.Bool("json", false, "Prints JSON");
        return command;

        async Task<int> RunAsync()
        {
            var wanted = command!.Arguments is [var only] ? only : null;
            var kinds = all().ToList();
            var chosen = wanted is null ? kinds : kinds.FindAll(kind => kind.Name == wanted);
            if (chosen.Count == 0)
            {
                await error.WriteLineAsync($"No {name.TrimEnd('s')} is called {GoText.Quote(wanted ?? "")}; there are: {string.Join(", ", kinds.Select(kind => kind.Name))}");
                return CommandRunner.Failure;
            }

            await output.WriteAsync(asJson!.Value ? JsonSerializer.Serialize(chosen, DescribeJson.Default.ListKindDescription) + "\n" : string.Join('\n', chosen.Select(kind => kind.ToText())));
            return 0;
        }
    }
}
