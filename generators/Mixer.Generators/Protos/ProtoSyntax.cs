using Mixer.Generators.Modelling;

namespace Mixer.Generators.Protos;

/// <summary>A range of text: offsets for editors, zero-based lines and columns for messages.</summary>
internal readonly record struct ProtoSpan(int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    public ProtoSpan To(ProtoSpan end) => new(Start, end.Start + end.Length - Start, StartLine, StartColumn, end.EndLine, end.EndColumn);
}

/// <summary>A piece of text and where it stands.</summary>
internal sealed record ProtoText(string Text, ProtoSpan Span, string Comment = "");

/// <summary>A file or message option; the name without parentheses.</summary>
internal sealed record ProtoOption(ProtoText Name, ProtoText Value);

/// <summary>The key type of a map field.</summary>
internal sealed record ProtoField(
    ProtoText Name, ProtoText Type, ProtoText? Label, ProtoText? MapKey, ProtoText Number, ProtoSpan Span, string Comment);

/// <summary>A message with everything inside it that matters to templates.</summary>
internal sealed record ProtoMessage(
    ProtoText Name,
    string Comment,
    EquatableArray<ProtoField> Fields,
    EquatableArray<ProtoMessage> Messages,
    EquatableArray<ProtoText> Enums,
    EquatableArray<ProtoText> Oneofs,
    EquatableArray<ProtoReservation> Reserved)
{
    public static ProtoMessage Empty(string name) => new(
        new ProtoText(name, default), "",
        EquatableArray<ProtoField>.Empty, EquatableArray<ProtoMessage>.Empty, EquatableArray<ProtoText>.Empty, EquatableArray<ProtoText>.Empty,
        EquatableArray<ProtoReservation>.Empty);
}

/// <summary>An entry of a reserved statement: a name, or (with an empty name) a range of numbers.</summary>
internal sealed record ProtoReservation(string Name, long From, long To);

/// <summary>What is wrong with the text itself.</summary>
internal sealed record ProtoError(string Message, ProtoSpan Span);

/// <summary>One parsed .proto file; what came before an error is kept.</summary>
internal sealed record ProtoFile(
    string Path,
    ProtoText? Syntax,
    ProtoText? Package,
    EquatableArray<ProtoText> Imports,
    EquatableArray<ProtoOption> Options,
    EquatableArray<ProtoMessage> Messages,
    EquatableArray<ProtoText> Enums,
    EquatableArray<ProtoError> Errors,
    ProtoSpan End)
{
    public string FileName => Path.Substring(Path.LastIndexOfAny(['/', '\\']) + 1);

    public ProtoOption? Option(string name) => Options.FirstOrDefault(option => option.Name.Text == name);

    public ProtoMessage? Message(string name) => Messages.FirstOrDefault(message => message.Name.Text == name);
}
