using Mixer.CommandLine;

namespace Mixer.Mixgen;

/// <summary><c>mixgen adapter [config.proto]</c>: the adapter resource (spec 09 section 3).</summary>
internal static class AdapterCommand
{
    public static Command Create(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        Command? command = null;
        Func<Task<int>>? run = null;
        command = new Command("adapter", "Print the resource of an adapter in another process") { ArgumentsUsage = "[CONFIG.proto]", MaxArguments = 1, Run = () => run!() };
        var name = command.Flags.String("name", "", "Name of the adapter", 'n');
        var @namespace = command.Flags.String("namespace", "istio-system", "Namespace of the resource");
        var description = command.Flags.String("description", "", "One sentence for operators", 'd');
        var templates = command.Flags.Add(new ListFlag { Name = "templates", Shorthand = 't', Usage = "Template that the adapter takes instances of; may be repeated", TypeName = "strings" });
        var session = command.Flags.Add(new Flag<bool>(true, GoText.ParseBool)
        {
            Name = "session_based", Shorthand = 's', Usage = "Whether the adapter keeps a session for each handler", TypeName = "", ValueWhenBare = "true", DefaultText = "true",
        });
        var folders = command.Flags.Add(new ListFlag { Name = "import", Shorthand = 'I', Usage = "Folder to look for imports in, besides that of the file", TypeName = "strings" });
        var file = command.Flags.String("output", "", "File or folder to write to instead of the console", 'o');
        run = async () =>
        {
            if (name.Value.Length == 0)
            {
                return await MixgenCommand.FailAsync(error, "give the adapter a name: --name NAME");
            }

            byte[] config = [];
            if (command.Arguments is [var path])
            {
                if (DescriptorSet.OfFile(path, folders.Values, out var problems) is not { } set)
                {
                    return await MixgenCommand.FailAsync(error, string.Join('\n', problems));
                }

                if (!set.HasMessage("Params"))
                {
                    return await MixgenCommand.FailAsync(error, $"{path}: the configuration of an adapter is a message named Params, and there is none");
                }

                config = set.ToBytes();
            }

            var target = Directory.Exists(file.Value) ? Path.Combine(file.Value, name.Value + ".yaml") : file.Value;
            var text = ResourceYaml.Adapter(arguments, name.Value, @namespace.Value, description.Value, session.Value, templates.Values, config);
            return await MixgenCommand.DeliverAsync(text, target, output, error);
        };
        return command;
    }
}
