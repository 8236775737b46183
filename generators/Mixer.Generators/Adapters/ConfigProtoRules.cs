using Mixer.Generators.Diagnostics;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;

namespace Mixer.Generators.Adapters;

/// <summary>What must hold for an adapter's config.proto; everything else about it is protoc's to say.</summary>
internal static class ConfigProtoRules
{
    public static EquatableArray<DiagnosticInfo> Check(ProtoFile file) =>
        file.FileName == "config.proto" && file.Errors.Count == 0 && file.Message("Params") is null
            ? new[] { DiagnosticInfo.Create(AdapterDiagnostics.NoParams, file.Path, file.End, file.FileName) }.ToEquatableArray()
            : EquatableArray<DiagnosticInfo>.Empty;
}
