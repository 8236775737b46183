using System.Text.Json.Serialization;

namespace Mixer.Server.Commands;

/// <summary>How descriptions are written as JSON; made at compile time.</summary>
[JsonSourceGenerationOptions(WriteIndented = true)]
[JsonSerializable(typeof(List<KindDescription>))]
internal sealed partial class DescribeJson : JsonSerializerContext;
