using Microsoft.CodeAnalysis;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Gives meaning to one template file. Collects everything that is wrong and yields what can be yielded.</summary>
internal sealed class TemplateBinder
{
    public const string VarietyOption = "istio.mixer.adapter.model.v1beta1.template_variety";
    public const string NameOption = "istio.mixer.adapter.model.v1beta1.template_name";

    /// <summary>Kinds of resources that neither a template nor an adapter may be called.</summary>
    public static readonly string[] CoreKinds = ["rule", "attributemanifest", "adapter", "template", "instance", "handler"];

    private readonly ProtoFile _file;
    private readonly EquatableArray<string> _templates;
    private readonly ProtoImports _imports;
    private readonly List<DiagnosticInfo> _diagnostics = [];

    private TemplateBinder(ProtoFile file, EquatableArray<ProtoFile> others, EquatableArray<string> templates)
    {
        _file = file;
        _templates = templates;
        _imports = new ProtoImports(file, others);
    }

    /// <summary>True for a file that means to be a template, even if it does so badly.</summary>
    public static bool IsTemplate(ProtoFile file) =>
        file.Option(VarietyOption) is not null
        || file.Message("Template") is not null
        || file.Imports.Any(import => import.Text.EndsWith("adapter/model/v1beta1/extensions.proto", StringComparison.Ordinal));

    /// <summary>
    /// Binds <paramref name="file"/>; <paramref name="others"/> are the files that it may import, <paramref name="templates"/> the paths of those
    /// that it may not.
    /// </summary>
    public static BindResult Bind(ProtoFile file, EquatableArray<ProtoFile> others, EquatableArray<string> templates) =>
        new TemplateBinder(file, others, templates).Bind();

    private BindResult Bind()
    {
        if (_file.Syntax?.Text != "proto3")
        {
            Report(TemplateDiagnostics.NotProto3, _file.Syntax?.Span ?? default);
        }

        CheckImports();
        var variety = BindVariety();
        var (baseName, nameSpan) = BindName();
        var package = _file.Package?.Text ?? baseName;
        var name = baseName.ToLowerInvariant();
        if (CoreKinds.Contains(name))
        {
            Report(TemplateDiagnostics.KindCollision, nameSpan, name, "a core resource kind");
        }

        var model = BindMessages(ProtoNames.UpperFirst(baseName), name, package, variety);
        var identity = new TemplateIdentity(_file.Path, name, nameSpan);
        // In a file with a syntax error much else looks wrong that is not; the author hears of it when the text can be read.
        var diagnostics = _file.Errors.Count == 0
            ? _diagnostics
            : _file.Errors.Select(error => DiagnosticInfo.Create(TemplateDiagnostics.SyntaxError, _file.Path, error.Span, error.Message));
        return new BindResult(model, identity, diagnostics.ToEquatableArray());
    }

    private void CheckImports()
    {
        foreach (var import in _file.Imports)
        {
            if (_templates.Any(path => path != _file.Path && ProtoImports.IsPath(path, import.Text)))
            {
                Report(TemplateDiagnostics.UnresolvedImport, import.Span, import.Text, "is a template, and a template cannot import another; move shared messages to a file of their own");
            }
            else if (!ProtoImports.Provided.Contains(import.Text) && _imports.Find(import.Text) is null)
            {
                var near = NearestName.Find(import.Text, ProtoImports.Provided);
                var hint = near is null ? "" : $"; did you mean '{near}'?";
                Report(TemplateDiagnostics.UnresolvedImport, import.Span, import.Text, $"is neither a .proto file of this project nor one that comes with Mixer{hint}");
            }
        }
    }

    /// <summary>The variety; <c>Unknown</c> if none can be read, so that the types exist and the mistake is the only message.</summary>
    private string BindVariety()
    {
        var options = _file.Options.Where(option => option.Name.Text == VarietyOption).ToList();
        if (options.Count == 0)
        {
            Report(TemplateDiagnostics.NoVariety, _file.Package?.Span ?? default, _file.FileName);
            return TemplateModel.UnknownVariety;
        }

        foreach (var extra in options.Skip(1))
        {
            Report(TemplateDiagnostics.BadVariety, extra.Value.Span, extra.Value.Text);
        }

        var variety = options[0].Value.Text switch
        {
            "TEMPLATE_VARIETY_CHECK" => "Check",
            "TEMPLATE_VARIETY_REPORT" => "Report",
            "TEMPLATE_VARIETY_QUOTA" => "Quota",
            "TEMPLATE_VARIETY_ATTRIBUTE_GENERATOR" => "AttributeGenerator",
            "TEMPLATE_VARIETY_CHECK_WITH_OUTPUT" => "CheckWithOutput",
            _ => TemplateModel.UnknownVariety,
        };
        if (variety == TemplateModel.UnknownVariety)
        {
            Report(TemplateDiagnostics.BadVariety, options[0].Value.Span, options[0].Value.Text);
        }

        return variety;
    }

    private (string BaseName, ProtoSpan Span) BindName()
    {
        var fallback = ProtoNames.Letters(System.IO.Path.GetFileNameWithoutExtension(_file.FileName));
        var result = (fallback, default(ProtoSpan));
        if (_file.Package is { } package)
        {
            var segment = package.Text.Substring(package.Text.LastIndexOf('.') + 1);
            result = (segment, package.Span);
            if (!ProtoNames.IsLetters(segment))
            {
                var prefix = package.Text.Substring(0, package.Text.Length - segment.Length);
                Report(TemplateDiagnostics.BadPackageSegment, package.Span, package.Text, prefix + ProtoNames.Letters(segment));
                result = (ProtoNames.Letters(segment), package.Span);
            }
        }
        else
        {
            Report(TemplateDiagnostics.NoPackage, _file.Syntax?.Span ?? default, fallback);
        }

        if (_file.Option(NameOption) is { } option)
        {
            result = (option.Value.Text, option.Value.Span);
            if (!ProtoNames.IsLetters(option.Value.Text))
            {
                Report(TemplateDiagnostics.BadTemplateName, option.Value.Span, option.Value.Text, ProtoNames.Letters(option.Value.Text));
                result = (ProtoNames.Letters(option.Value.Text), option.Value.Span);
            }
        }

        return result;
    }

    private TemplateModel BindMessages(string baseName, string name, string package, string variety)
    {
        var template = Single("Template");
        if (template is null)
        {
            Report(TemplateDiagnostics.NoTemplateMessage, _file.End);
            template = ProtoMessage.Empty("Template");
        }

        var messages = new MessageBinder(_file, _imports, baseName, variety, _diagnostics);
        var models = new List<MessageModel> { messages.BindInstance(template) };
        models.AddRange(messages.BindResources());
        var output = BindOutput(baseName, variety);
        return new TemplateModel(
            _file.FileName,
            baseName,
            name,
            package.ToLowerInvariant(),
            ProtoNames.CodePackage(package) + ".output.",
            variety,
            XmlDocs.Lines(FileComment(), $"The template {name}, of variety {variety}."),
            models.ToEquatableArray(),
            output);
    }

    private OutputModel? BindOutput(string baseName, string variety)
    {
        var message = Single("OutputTemplate");
        if (variety is "AttributeGenerator" or "CheckWithOutput")
        {
            if (message is null)
            {
                Report(TemplateDiagnostics.NoOutputMessage, _file.End);
                message = ProtoMessage.Empty("OutputTemplate");
            }

            return new OutputBinder(_file.Path, _file.Package?.Text ?? "", baseName, _diagnostics).Bind(message);
        }

        if (message is not null && variety != TemplateModel.UnknownVariety)
        {
            Report(TemplateDiagnostics.OutputIgnored, message.Name.Span);
        }

        return null;
    }

    /// <summary>The message called <paramref name="name"/>; further ones are reported.</summary>
    private ProtoMessage? Single(string name)
    {
        var all = _file.Messages.Where(message => message.Name.Text == name).ToList();
        foreach (var extra in all.Skip(1))
        {
            Report(TemplateDiagnostics.NameClash, extra.Name.Span, name, name, "another message has too");
        }

        return all.FirstOrDefault();
    }

    private string FileComment() =>
        string.Join("\n", new[] { _file.Syntax?.Comment ?? "", _file.Package?.Comment ?? "" }.Where(comment => comment.Length > 0));

    private void Report(DiagnosticDescriptor descriptor, ProtoSpan span, params string[] arguments) =>
        _diagnostics.Add(DiagnosticInfo.Create(descriptor, _file.Path, span, arguments));
}
