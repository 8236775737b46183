using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Templates;

namespace Mixer.Generators.Adapters;

/// <summary>Finds members of template interfaces that a class lists and does not implement.</summary>
internal static class ImplementationRules
{
    /// <summary><paramref name="templates"/> are those that this compilation generates.</summary>
    public static EquatableArray<DiagnosticInfo> Check(ImplementationModel model, EquatableArray<TemplateMembers> templates)
    {
        var missing = model.Missing.ToList();
        foreach (var template in templates)
        {
            var expected = model.Interface == template.HandlerName ? template.HandlerMember
                : model.Interface == template.BuilderName ? template.BuilderMember
                : null;
            if (expected is not null && !model.Methods.Contains(expected.Key))
            {
                missing.Add(new MissingMember(expected.Name, expected.Signature));
            }
        }

        var descriptor = model.Interface.EndsWith("Builder", StringComparison.Ordinal) ? AdapterDiagnostics.BuilderLacksMember : AdapterDiagnostics.HandlerLacksMember;
        return missing
            .Select(member => DiagnosticInfo.Create(descriptor, model.Path, model.Span, model.ClassName, model.Interface, member.Name, member.Signature))
            .ToEquatableArray();
    }
}

/// <summary>The interfaces of a template that this compilation generates, with the member of each (attribute generators have none on the builder, templates without a variety have none at all).</summary>
internal sealed record TemplateMembers(string Name, string MarkerName, string HandlerName, string BuilderName, InterfaceMember? HandlerMember, InterfaceMember? BuilderMember)
{
    public static TemplateMembers Of(TemplateModel template)
    {
        var instance = template.Instance.ClassName;
        var handle = $"Handle{template.BaseName}Async";
        var handler = template.Variety switch
        {
            "Check" => InterfaceMember.Create("ValueTask<CheckResult>", handle, $"{instance} instance", "CancellationToken cancellation"),
            "Quota" => InterfaceMember.Create("ValueTask<QuotaResult>", handle, $"{instance} instance", "QuotaArgs args", "CancellationToken cancellation"),
            "Report" => InterfaceMember.Create("ValueTask", handle, $"IReadOnlyList<{instance}> instances", "CancellationToken cancellation"),
            "CheckWithOutput" => InterfaceMember.Create($"ValueTask<CheckResult<{template.Output!.ClassName}>>", handle, $"{instance} instance", "CancellationToken cancellation"),
            TemplateModel.UnknownVariety => null,
            _ => InterfaceMember.Create(
                $"ValueTask<{template.Output!.ClassName}>", $"Generate{template.BaseName}AttributesAsync", $"{instance} instance", "CancellationToken cancellation"),
        };
        var builder = !template.HasTypes
            ? null
            : InterfaceMember.Create("void", $"Set{template.BaseName}Types", $"IReadOnlyDictionary<string, {template.Instance.TypeName}> types");
        return new TemplateMembers(template.Name, template.MarkerName, template.HandlerName, template.BuilderName, handler, builder);
    }
}

/// <summary>A method of a generated interface.</summary>
internal sealed record InterfaceMember(string Name, string Key, string Signature)
{
    public static InterfaceMember Create(string result, string name, params string[] parameters) => new(
        name,
        name + "(" + string.Join(", ", parameters.Select(parameter => parameter.Substring(0, parameter.LastIndexOf(' ')))) + ")",
        $"public {result} {name}({string.Join(", ", parameters)})");
}
