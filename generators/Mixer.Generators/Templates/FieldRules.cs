using System.Globalization;
using Microsoft.CodeAnalysis;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>What must hold for the numbers and names of the fields of one message, whatever their types.</summary>
internal sealed class FieldRules(ProtoMessage message, string path, string className, Func<ProtoField, string?> reservedFor, List<DiagnosticInfo> diagnostics)
{
    private static readonly string[] ObjectMembers = ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private readonly Dictionary<long, string> _numbers = [];
    private readonly HashSet<string> _members = new(StringComparer.Ordinal) { "Name" };
    private readonly HashSet<string> _jsonNames = new(StringComparer.Ordinal);

    /// <summary>Reports what stands beside the fields: nested messages (but those named in <paramref name="besides"/>) and oneofs.</summary>
    public void CheckMessage(ISet<string> besides)
    {
        foreach (var nested in message.Messages.Where(nested => !besides.Contains(nested.Name.Text)))
        {
            Report(TemplateDiagnostics.NestedMessage, nested.Name.Span, nested.Name.Text, message.Name.Text);
        }

        foreach (var oneof in message.Oneofs)
        {
            Report(TemplateDiagnostics.Oneof, oneof.Span, oneof.Text);
        }
    }

    /// <summary>True if the field can be generated; otherwise it has been reported, once.</summary>
    public bool Check(ProtoField field, string alternative)
    {
        if (string.Equals(field.Name.Text, "name", StringComparison.OrdinalIgnoreCase))
        {
            Report(TemplateDiagnostics.ReservedFieldName, field.Name.Span, message.Name.Text, field.Name.Text, alternative);
            return false;
        }

        return CheckNumber(field) && CheckName(field);
    }

    private bool CheckNumber(ProtoField field)
    {
        var number = ProtoNumbers.Parse(field.Number.Text) ?? -1;
        var problem = !ProtoNumbers.IsUsable(number) ? "is no field number; numbers go from 1 to 536870911, without 19000 to 19999"
            : reservedFor(field) is { } use ? $"is reserved for {use}"
            : message.Reserved.Any(range => range.Name.Length == 0 && number >= range.From && number <= range.To) ? "is reserved by this message"
            : _numbers.TryGetValue(number, out var other) ? $"is taken by the field '{other}'"
            : null;
        if (problem is null)
        {
            _numbers.Add(number, field.Name.Text);
            return true;
        }

        Report(TemplateDiagnostics.ReservedNumber, field.Number.Span, field.Number.Text, field.Name.Text, problem, NextFree().ToString(CultureInfo.InvariantCulture));
        return false;
    }

    private bool CheckName(ProtoField field)
    {
        var name = field.Name.Text;
        var member = ProtoNames.Member(name);
        var json = ProtoNames.Json(name);
        var problem = message.Reserved.Any(reserved => reserved.Name.Length > 0 && reserved.Name == name) ? "is reserved by this message"
            : !_members.Add(member) ? "another field has too"
            : !_jsonNames.Add(json) ? $"is fine, but operators would write '{json}' for another field too"
            : member == className || member == className + "Type" ? "is the name of its class"
            : ObjectMembers.Contains(member) ? "is a member of every object"
            : null;
        if (problem is not null)
        {
            Report(TemplateDiagnostics.NameClash, field.Name.Span, name, member, problem);
        }

        return problem is null;
    }

    private long NextFree()
    {
        var used = new HashSet<long>(message.Fields.Select(field => ProtoNumbers.Parse(field.Number.Text) ?? 0));
        var next = 1L;
        while (used.Contains(next) || message.Reserved.Any(range => range.Name.Length == 0 && next >= range.From && next <= range.To))
        {
            next++;
        }

        return next;
    }

    private void Report(DiagnosticDescriptor descriptor, ProtoSpan span, params string[] arguments) =>
        diagnostics.Add(DiagnosticInfo.Create(descriptor, path, span, arguments));
}
