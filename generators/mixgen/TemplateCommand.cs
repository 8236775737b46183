using Mixer.CommandLine;

namespace Mixer.Mixgen;

/// <summary><c>mixgen template FILE.proto</c>: the template resource, the handler service or the reference page.</summary>
internal static class TemplateCommand
{
    public static Command Create(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        Command? command = null;
        Func<Task<int>>? run = null;
        command = new Command("template", "Print the resource of a template") { ArgumentsUsage = "FILE.proto", MaxArguments = 1, Run = () => run!() };
        var name = command.Flags.String("name", "", "Name of the resource; that of the template unless given", 'n');
        var @namespace = command.Flags.String("namespace", "istio-system", "Namespace of the resource");
        var service = command.Flags.Bool("handler-service", false, "Print the proto of the service that adapters in other processes implement instead");
        var docs = command.Flags.Bool("docs", false, "Print the reference page in Markdown instead");
        var folders = command.Flags.Add(new ListFlag { Name = "import", Shorthand = 'I', Usage = "Folder to look for imports in, besides that of the file", TypeName = "strings" });
        var file = command.Flags.String("output", "", "File to write to instead of the console", 'o');
        run = async () =>
        {
            if (command.Arguments is not [var path])
            {
                return await MixgenCommand.FailAsync(error, "give the template's proto: mixgen template FILE.proto");
            }

            if (service.Value && docs.Value)
            {
                return await MixgenCommand.FailAsync(error, "--handler-service and --docs cannot be printed at once");
            }

            var source = TemplateSource.Read(path, folders.Values, out var problems);
            if (source is null)
            {
                foreach (var problem in problems)
                {
                    await error.WriteLineAsync(problem);
                }

                return CommandRunner.Failure;
            }

            var proto = HandlerServiceProto.Write(source);
            var text = docs.Value ? ReferencePage.Write(source)
                : service.Value ? proto
                : ResourceYaml.Template(arguments, name.Value.Length > 0 ? name.Value : source.Model.Name, @namespace.Value, DescriptorSet.OfText(source.Model.Name + "_handler_service.proto", proto));
            return await MixgenCommand.DeliverAsync(text, file.Value, output, error);
        };
        return command;
    }
}
