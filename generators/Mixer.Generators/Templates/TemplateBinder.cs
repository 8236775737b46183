using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>Gives meaning to one template file. Collects everything that is wrong and yields what can be yielded.</summary>
internal sealed class TemplateBinder
{
    public const string VarietyOption = "istio.mixer.adapter.model.v1beta1.template_variety";
    public const string NameOption = "istio.mixer.adapter.model.v1beta1.template_name";

    private static readonly string[] CoreKinds = ["rule", "attributemanifest", "adapter", "template", "instance", "handler"];

    private readonly ProtoFile _file;
    private readonly EquatableArray<ProtoFile> _others;
    private readonly List<DiagnosticInfo> _diagnostics = [];

    private TemplateBinder(ProtoFile file, EquatableArray<ProtoFile> others)
    {
        _file = file;
        _others = others;
    }

    /// <summary>True for a file that means to be a template, even if it does so badly.</summary>
    public static bool IsTemplate(ProtoFile file) =>
        file.Option(VarietyOption) is not null
        || file.Message("Template") is not null
        || file.Imports.Any(import => import.Text.EndsWith("adapter/model/v1beta1/extensions.proto", StringComparison.Ordinal));

    /// <summary>Binds <paramref name="file"/>; <paramref name="others"/> are the non-template files whose messages it may use.</summary>
    public static BindResult Bind(ProtoFile file, EquatableArray<ProtoFile> others) => new TemplateBinder(file, others).Bind();

    private BindResult Bind()
    {
        var errors = _file.Errors.Select(error => Create(TemplateDiagnostics.SyntaxError, error.Span, error.Message));
        _diagnostics.AddRange(errors);
        var broken = _diagnostics.Count > 0;
        var start = _file.Package?.Span ?? default;

        if (_file.Syntax?.Text != "proto3" && !broken)
        {
            Report(TemplateDiagnostics.NotProto3, _file.Syntax?.Span ?? default);
        }

        var variety = BindVariety(start, broken);
        var (baseName, nameSpan) = BindName(broken);
        var package = _file.Package?.Text ?? baseName;
        var name = baseName.ToLowerInvariant();
        if (CoreKinds.Contains(name))
        {
            Report(TemplateDiagnostics.KindCollision, nameSpan, name, "a core resource kind");
        }

        var model = BindMessages(ProtoNames.UpperFirst(baseName), name, package, variety ?? "Check", broken);
        var identity = new TemplateIdentity(_file.Path, name, nameSpan);
        return new BindResult(variety is null ? null : model, identity, _diagnostics.ToEquatableArray());
    }

    private string? BindVariety(ProtoSpan start, bool broken)
    {
        var options = _file.Options.Where(option => option.Name.Text == VarietyOption).ToList();
        if (options.Count == 0)
        {
            if (!broken)
            {
                Report(TemplateDiagnostics.NoVariety, start, _file.FileName);
            }

            return null;
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
            _ => null,
        };
        if (variety is null)
        {
            Report(TemplateDiagnostics.BadVariety, options[0].Value.Span, options[0].Value.Text);
        }

        return variety;
    }

    private (string BaseName, ProtoSpan Span) BindName(bool broken)
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
        else if (!broken)
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

    private TemplateModel? BindMessages(string baseName, string name, string package, string variety, bool broken)
    {
        var template = _file.Message("Template");
        if (template is null)
        {
            if (!broken)
            {
                Report(TemplateDiagnostics.NoTemplateMessage, _file.End);
            }

            template = new ProtoMessage(
                new ProtoText("Template", default), "", EquatableArray<ProtoField>.Empty, EquatableArray<ProtoMessage>.Empty, EquatableArray<ProtoText>.Empty, EquatableArray<ProtoText>.Empty);
        }

        var isGenerator = variety == "AttributeGenerator";
        var messages = new MessageBinder(_file, _others, baseName, isGenerator, _diagnostics);
        var models = new List<MessageModel> { messages.BindInstance(template) };
        models.AddRange(messages.BindResources());

        OutputModel? output = null;
        if (isGenerator)
        {
            if (_file.Message("OutputTemplate") is { } outputMessage)
            {
                output = new OutputBinder(_file.Path, baseName, _diagnostics).Bind(outputMessage);
            }
            else
            {
                if (!broken)
                {
                    Report(TemplateDiagnostics.NoOutputMessage, _file.End);
                }

                output = new OutputModel(baseName + "Output", EquatableArray<string>.Empty, EquatableArray<OutputFieldModel>.Empty);
            }
        }

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

    private string FileComment() =>
        string.Join("\n", new[] { _file.Syntax?.Comment ?? "", _file.Package?.Comment ?? "" }.Where(comment => comment.Length > 0));

    private void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, ProtoSpan span, params string[] arguments) =>
        _diagnostics.Add(Create(descriptor, span, arguments));

    private DiagnosticInfo Create(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, ProtoSpan span, params string[] arguments) =>
        DiagnosticInfo.Create(descriptor, _file.Path, span, arguments);
}
