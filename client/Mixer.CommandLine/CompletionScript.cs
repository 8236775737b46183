using System.Text;

namespace Mixer.CommandLine;

/// <summary>Writes completion scripts: which command the words so far name, then what may follow it.</summary>
internal static class CompletionScript
{
    public static string Bash(Command root)
    {
        var text = new StringBuilder($$"""
            # bash completion for {{root.Name}}
            _{{root.Name}}() {
              local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} at={{root.Name}} i
              # bash takes --flag=value apart into three words.
              if [ "$word" = "=" ]; then word=; elif [ "$previous" = "=" ]; then previous=${COMP_WORDS[COMP_CWORD-2]}; fi
              for ((i = 1; i < COMP_CWORD; i++)); do
                case "$at ${COMP_WORDS[i]}" in
                  {{Paths(root)}}) at="$at ${COMP_WORDS[i]}" ;;
                esac
              done
              case "$at $previous" in

            """);
        foreach (var (path, flag) in WordFlags(root))
        {
            text.Append($"    \"{path} --{flag.Name}\") COMPREPLY=($(compgen -W \"{string.Join(' ', flag.Words)}\" -- \"$word\")); return ;;\n");
        }

        text.Append("  esac\n  case \"$at\" in\n");
        foreach (var (path, command) in All(root, root.Name))
        {
            text.Append($"    \"{path}\") COMPREPLY=($(compgen -W \"{string.Join(' ', Following(command))}\" -- \"$word\")) ;;\n");
        }

        return text.Append($"  esac\n}}\ncomplete -o default -F _{root.Name} {root.Name}\n").ToString();
    }

    public static string Zsh(Command root)
    {
        var text = new StringBuilder($$"""
            #compdef {{root.Name}}
            # zsh completion for {{root.Name}}
            _{{root.Name}}() {
              local at={{root.Name}} i
              for ((i = 2; i < CURRENT; i++)); do
                case "$at ${words[i]}" in
                  {{Paths(root)}}) at="$at ${words[i]}" ;;
                esac
              done
              case "$at ${words[CURRENT-1]}" in

            """);
        foreach (var (path, flag) in WordFlags(root))
        {
            text.Append($"    \"{path} --{flag.Name}\") compadd -- {string.Join(' ', flag.Words)}; return ;;\n");
        }

        text.Append("  esac\n  case \"$at\" in\n");
        foreach (var (path, command) in All(root, root.Name))
        {
            text.Append($"    \"{path}\") compadd -- {string.Join(' ', Following(command))} ;;\n");
        }

        return text.Append($"  esac\n  [[ ${{words[CURRENT]}} == -* ]] || _files\n}}\ncompdef _{root.Name} {root.Name}\n").ToString();
    }

    private static string Paths(Command root)
    {
        var paths = All(root, root.Name).Skip(1).Select(entry => $"\"{entry.Path}\"").ToList();
        return paths.Count == 0 ? "\"\"" : string.Join('|', paths);
    }

    private static IEnumerable<(string Path, Flag Flag)> WordFlags(Command root) =>
        from entry in All(root, root.Name)
        from flag in entry.Command.Flags.All
        where flag.Words.Count > 0 && !flag.Hidden
        select (entry.Path, flag);

    private static IEnumerable<string> Following(Command command) =>
        command.Children.Where(child => !child.Hidden).Select(child => child.Name)
            .Concat(command.Flags.All.Where(flag => !flag.Hidden && flag.Deprecated is null && flag.Name != "help").Select(flag => "--" + flag.Name))
            .Append("--help")
            .Order(StringComparer.Ordinal);

    /// <summary>The command and all below it that are not hidden, with the words that lead to them.</summary>
    public static IEnumerable<(string Path, Command Command)> All(Command command, string path) =>
        command.Children.Where(child => !child.Hidden).SelectMany(child => All(child, path + " " + child.Name)).Prepend((path, command));
}
