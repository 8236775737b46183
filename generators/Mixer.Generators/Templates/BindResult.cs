using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Templates;

/// <summary>A bound template, or as much as could be bound, with everything that was found wrong.</summary>
internal sealed record BindResult(TemplateModel Model, TemplateIdentity Identity, EquatableArray<DiagnosticInfo> Diagnostics);

/// <summary>What other files need to know of a template: its name and where that name is given.</summary>
internal sealed record TemplateIdentity(string Path, string Name, ProtoSpan NameSpan);
