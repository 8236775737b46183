using System.Text;
using Mixer.CommandLine;

namespace Mixer.Mixgen;

/// <summary>Resources of kind <c>template</c> and <c>adapter</c>, in the exact layout of spec 04 section 5.7.</summary>
internal static class ResourceYaml
{
    public static string Template(IReadOnlyList<string> arguments, string name, string @namespace, DescriptorSet descriptor) =>
        Head(arguments, "template", name, @namespace)
            .Append("  descriptor: \"").Append(Convert.ToBase64String(descriptor.ToBytes())).Append("\"\n")
            .Append("---\n")
            .ToString();

    public static string Adapter(
        IReadOnlyList<string> arguments, string name, string @namespace, string description, bool isSessionBased, IReadOnlyList<string> templates, byte[] config)
    {
        var text = Head(arguments, "adapter", name, @namespace)
            .Append("  description: ").Append(Scalar(description)).Append('\n')
            .Append("  session_based: ").Append(isSessionBased ? "true" : "false").Append('\n')
            .Append("  templates:\n");
        foreach (var template in templates)
        {
            text.Append("  - ").Append(Scalar(template)).Append('\n');
        }

        return text.Append("  config: ").Append(Convert.ToBase64String(config)).Append("\n---\n").ToString();
    }

    private static StringBuilder Head(IReadOnlyList<string> arguments, string kind, string name, string @namespace) =>
        new StringBuilder("# this config is created through command\n")
            .Append("# mixgen ").Append(string.Join(' ', arguments).ReplaceLineEndings(" ")).Append('\n')
            .Append("apiVersion: \"config.istio.io/v1alpha2\"\n")
            .Append("kind: ").Append(kind).Append('\n')
            .Append("metadata:\n")
            .Append("  name: ").Append(Scalar(name)).Append('\n')
            .Append("  namespace: ").Append(Scalar(@namespace)).Append('\n')
            .Append("spec:\n");

    // Words stay plain, as the reference writes them; whatever YAML could read otherwise is quoted.
    private static string Scalar(string text) =>
        text.Length == 0 || (char.IsAsciiLetter(text[0]) && text[^1] != ' ' && text.All(IsPlain) && !IsWord(text)) ? text : GoText.Quote(text);

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is ' ' or '.' or '-' or '_' or '/' or ',';

    private static bool IsWord(string text) => text.ToUpperInvariant() is "TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N" or "NULL";
}
