using System.Text;

namespace Mixer.CommandLine;

/// <summary>The help of a command.</summary>
internal static class UsageText
{
    /// <summary>The help; with the name of the program if its flags are also read from the environment.</summary>
    public static string Help(Command command, string path, string? program)
    {
        var text = command.Summary + "\n\n" + Usage(command, path);
        return program is null || command.Run is null || command.Flags.All.FirstOrDefault(flag => flag is { Hidden: false, Name.Length: > 5 }) is not { } example
            ? text
            : text + $"\nEvery flag is also an environment variable: --{example.Name} is {EnvironmentFlags.NameOf(program, example.Name)}.\n";
    }

    public static string Usage(Command command, string path)
    {
        var text = new StringBuilder("Usage:\n");
        if (command.Run is not null)
        {
            text.Append("  ").Append(path).Append(command.ArgumentsUsage.Length == 0 ? "" : " " + command.ArgumentsUsage).Append(" [flags]\n");
        }

        var children = command.Children.Where(c => !c.Hidden).OrderBy(c => c.Name, StringComparer.Ordinal).ToList();
        if (children.Count > 0)
        {
            text.Append("  ").Append(path).Append(" [command]\n\nAvailable Commands:\n");
            var width = Math.Max(11, children.Max(c => c.Name.Length));
            foreach (var child in children)
            {
                text.Append("  ").Append(child.Name.PadRight(width)).Append(' ').Append(child.Summary).Append('\n');
            }
        }

        text.Append("\nFlags:\n");
        AppendFlags(text, command.Flags);
        if (children.Count > 0)
        {
            text.Append("\nUse \"").Append(path).Append(" [command] --help\" for more information about a command.\n");
        }

        return text.ToString();
    }

    private static void AppendFlags(StringBuilder text, FlagSet flags)
    {
        var rows = flags.All
            .Where(f => !f.Hidden && f.Deprecated is null)
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .Select(f => (Names: (f.Shorthand == '\0' ? "      --" : $"  -{f.Shorthand}, --") + f.Name + (f.TypeName.Length == 0 ? "" : " " + f.TypeName), Flag: f))
            .ToList();
        var width = rows.Count == 0 ? 0 : rows.Max(r => r.Names.Length);
        foreach (var (names, flag) in rows)
        {
            text.Append(names.PadRight(width)).Append("   ").Append(flag.Usage);
            if (flag.DefaultText.Length > 0)
            {
                text.Append(" (default ").Append(flag.DefaultText).Append(')');
            }

            text.Append('\n');
        }
    }
}
