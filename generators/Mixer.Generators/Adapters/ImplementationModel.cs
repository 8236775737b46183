using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Adapters;

/// <summary>
/// A class that lists what looks like a template interface. <paramref name="Missing"/> is set if the interface is in a referenced assembly;
/// otherwise the interface may be generated into this compilation, and <paramref name="Methods"/> tells what the class has.
/// </summary>
internal sealed record ImplementationModel(
    string ClassName, string Interface, string Path, ProtoSpan Span, EquatableArray<MissingMember> Missing, EquatableArray<string> Methods);

/// <summary>A member that is not implemented: its name and the line to add.</summary>
internal sealed record MissingMember(string Name, string Signature);
