using System.Net;
using System.Text;

namespace Mixer.CommandLine;

/// <summary>The documentation of a program's commands as files: name and text of each.</summary>
internal static class CollateralText
{
    public static IEnumerable<(string File, string Text)> Markdown(Command root) =>
        from entry in Documented(root)
        select (entry.Path.Replace(' ', '_') + ".md", $"## {entry.Path}\n\n{entry.Command.Summary}\n\n```\n{UsageText.Usage(entry.Command, entry.Path)}```\n");

    public static IEnumerable<(string File, string Text)> Man(Command root) =>
        from entry in Documented(root)
        let name = entry.Path.Replace(' ', '-')
        select (name + ".1", ManPage(name, entry.Path, entry.Command));

    public static IEnumerable<(string File, string Text)> Yaml(Command root) =>
        from entry in Documented(root)
        select (entry.Path.Replace(' ', '_') + ".yaml", YamlPage(entry.Path, entry.Command));

    public static IEnumerable<(string File, string Text)> Html(Command root)
    {
        var text = new StringBuilder($"---\ntitle: {root.Name}\noverview: {root.Summary}\nlayout: docs\n---\n");
        foreach (var (path, command) in Documented(root))
        {
            text.Append($"<h2 id=\"{path.Replace(' ', '-')}\">{path}</h2>\n<p>{WebUtility.HtmlEncode(command.Summary)}</p>\n")
                .Append($"<pre>{WebUtility.HtmlEncode(UsageText.Usage(command, path))}</pre>\n");
        }

        return [(root.Name + ".html", text.ToString())];
    }

    private static string ManPage(string name, string path, Command command)
    {
        var text = new StringBuilder($".TH \"{name.ToUpperInvariant()}\" 1\n.SH NAME\n{name} \\- {Troff(command.Summary)}\n.SH SYNOPSIS\n.B {path}\n");
        foreach (var (flag, index) in Flags(command).Select((flag, index) => (flag, index)))
        {
            text.Append(index == 0 ? ".SH OPTIONS\n" : "").Append($".TP\n.B {Troff(flag.DisplayName)}\n{Troff(Described(flag))}\n");
        }

        return text.ToString();
    }

    private static string YamlPage(string path, Command command)
    {
        var text = new StringBuilder($"name: {path}\nsynopsis: {GoText.Quote(command.Summary)}\n");
        foreach (var (flag, index) in Flags(command).Select((flag, index) => (flag, index)))
        {
            text.Append(index == 0 ? "options:\n" : "").Append($"- name: {flag.Name}\n  usage: {GoText.Quote(Described(flag))}\n");
            text.Append(flag.Shorthand == '\0' ? "" : $"  shorthand: {flag.Shorthand}\n");
        }

        return text.ToString();
    }

    private static string Described(Flag flag) => flag.DefaultText.Length == 0 ? flag.Usage : $"{flag.Usage} (default {flag.DefaultText})";

    private static string Troff(string text) => text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal).Replace("'", "\\(aq", StringComparison.Ordinal);

    private static IEnumerable<Flag> Flags(Command command) =>
        command.Flags.All.Where(flag => !flag.Hidden && flag.Deprecated is null && flag.Name != "help").OrderBy(flag => flag.Name, StringComparer.Ordinal);

    private static IEnumerable<(string Path, Command Command)> Documented(Command root) => CompletionScript.All(root, root.Name);
}
