using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Mixer.Generators.Modelling;

namespace Mixer.Generators.Diagnostics;

/// <summary>
/// What .editorconfig says of diagnostics in one .proto or inventory, in a section such as <c>[*.proto]</c>:
/// <c>mixer_diagnostic.MIX1023.severity = none | suggestion | warning | error</c>. The compiler applies its own key
/// <c>dotnet_diagnostic.MIX1023.severity</c> to C# files and to .globalconfig only, and shows it to no generator.
/// </summary>
internal sealed record FileSeverities(string Path, EquatableArray<FileSeverity> Severities)
{
    private static readonly string[] Ids =
        [.. TemplateDiagnostics.All.Concat(AdapterDiagnostics.All).Concat(InventoryDiagnostics.All).Select(descriptor => descriptor.Id)];

    public static FileSeverities Read(string path, AnalyzerConfigOptions options)
    {
        var severities = new List<FileSeverity>();
        foreach (var id in Ids)
        {
            if (options.TryGetValue($"mixer_diagnostic.{id}.severity", out var value))
            {
                severities.Add(new FileSeverity(id, value.Trim().ToLowerInvariant()));
            }
        }

        return new FileSeverities(path, severities.ToEquatableArray());
    }

    /// <summary>The severity of <paramref name="id"/> in this file; null for the descriptor's.</summary>
    public ReportDiagnostic Of(string id) => Severities.LastOrDefault(severity => severity.Id == id)?.Value switch
    {
        "error" => ReportDiagnostic.Error,
        "warning" => ReportDiagnostic.Warn,
        "suggestion" => ReportDiagnostic.Info,
        "silent" => ReportDiagnostic.Hidden,
        "none" => ReportDiagnostic.Suppress,
        _ => ReportDiagnostic.Default,
    };
}

/// <summary>One line of configuration.</summary>
internal sealed record FileSeverity(string Id, string Value);
