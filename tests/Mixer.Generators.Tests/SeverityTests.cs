using Microsoft.CodeAnalysis;
using Mixer.Generators.Tests.Support;

namespace Mixer.Generators.Tests;

/// <summary>Severities are the author's to choose: .editorconfig and .globalconfig for protos, #pragma besides for C#.</summary>
public class SeverityTests
{
    private const string Undocumented = "message Template {\n  string a = 1;\n}\n";

    [Theory]
    [InlineData("none", null)]
    [InlineData("silent", DiagnosticSeverity.Hidden)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    [InlineData("warning", DiagnosticSeverity.Warning)]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("whatever", DiagnosticSeverity.Info)]
    public void Proto_SeverityInEditorConfig_IsApplied(string value, DiagnosticSeverity? expected)
    {
        var project = new TestProject().File("page.proto", TemplateTexts.Template(Undocumented)).FileOption("mixer_diagnostic.MIX1023.severity", value).Generate();
        Assert.Equal(expected is null ? [] : [expected.Value], project.Result.Diagnostics.Select(diagnostic => diagnostic.Severity));
    }

    [Theory]
    [InlineData(ReportDiagnostic.Suppress, null)]
    [InlineData(ReportDiagnostic.Error, DiagnosticSeverity.Error)]
    public void Proto_SeverityOfTheCompilation_IsApplied(ReportDiagnostic value, DiagnosticSeverity? expected)
    {
        var project = new TestProject().File("page.proto", TemplateTexts.Template(Undocumented)).Severity("MIX1023", value);
        project.Driver().RunGeneratorsAndUpdateCompilation(project.Compilation(), out _, out var diagnostics);
        Assert.Equal(expected is null ? [] : [expected.Value], diagnostics.Select(diagnostic => diagnostic.Severity));
    }

    [Theory]
    [InlineData("MIX2018")]
    [InlineData("MIX2019")]
    [InlineData("MIX2005")]
    [InlineData("MIX2008")]
    public async Task Code_Pragma_IsRespected(string id)
    {
        var source = id switch
        {
            "MIX2018" => AdapterSources.Pager(builderBody: ""),
            "MIX2019" => AdapterSources.Pager(handlerBody: ""),
            "MIX2005" => AdapterSources.Pager(builderBases: $"HandlerBuilder<{AdapterSources.Config}>"),
            _ => AdapterSources.Pager(attribute: "[Adapter(\"Pager\", SupportedTemplates = [typeof(PageTemplate)])]"),
        };
        Assert.Equal([id], await new TestProject().File("page.proto", TemplateTexts.Page).Source(source).DiagnosticsAsync());
        Assert.Empty(await new TestProject().File("page.proto", TemplateTexts.Page).Source($"#pragma warning disable {id}\n" + source).DiagnosticsAsync());
    }
}
