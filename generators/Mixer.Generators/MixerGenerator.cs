using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mixer.Generators.Adapters;
using Mixer.Generators.Diagnostics;
using Mixer.Generators.Emission;
using Mixer.Generators.Inventory;
using Mixer.Generators.Modelling;
using Mixer.Generators.Protos;
using Mixer.Generators.Templates;

namespace Mixer.Generators;

/// <summary>
/// Template protos become contracts and their runtime half; adapters become registrations; hosts get an inventory. Each file is parsed by
/// itself, everything shared joins late, and every step's result is compared by value.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class MixerGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => MixerOptions.Read(provider));
        var severities = ReadSeverities(context);
        var bound = BindTemplates(context, severities);
        var identities = bound.Select(static (result, _) => result.Identity).Collect().Select(static (all, _) => all.ToEquatableArray());
        var duplicates = identities.Select(static (all, _) => InventoryRules.Duplicates(all));
        DiagnosticOutput.Report(context, duplicates.SelectMany(static (found, _) => ImmutableArray.Create(found)), severities);
        CheckInventory(context, identities, severities);

        var models = bound
            .Combine(duplicates)
            .Where(static pair => pair.Right.All(duplicate => duplicate.Path != pair.Left.Identity.Path))
            .Select(static (pair, _) => pair.Left.Model)
            .WithTrackingName(StepNames.TemplateModel);
        context.RegisterSourceOutput(models.Combine(options), static (output, pair) =>
        {
            output.AddSource(pair.Left.Name + ".g.cs", TemplateEmitter.EmitContracts(pair.Left, pair.Right.RootNamespace));
            output.AddSource(pair.Left.Name + ".Runtime.g.cs", TemplateEmitter.EmitRuntime(pair.Left, pair.Right.RootNamespace));
        });

        var local = models.Select(static (model, _) => TemplateMembers.Of(model)).Collect().Select(static (all, _) => all.ToEquatableArray());
        var adapters = context.SyntaxProvider
            .ForAttributeWithMetadataName(AdapterParser.Attribute, static (node, _) => node is ClassDeclarationSyntax, AdapterParser.Parse)
            .Where(static adapter => adapter is not null)
            .Select(static (adapter, _) => adapter!)
            .WithTrackingName(StepNames.ParseAdapter);
        context.RegisterSourceOutput(adapters.Combine(local).Combine(options), static (output, pair) =>
        {
            var names = pair.Left.Right.Select(template => template.MarkerName).ToEquatableArray();
            var adapter = pair.Left.Left;
            output.AddSource(adapter.Implementation + ".Registration.g.cs", AdapterEmitter.Emit(adapter, names, pair.Right.RootNamespace));
        });

        CheckImplementations(context, local);
        EmitRegistry(context, options, local, adapters);
    }

    private static void CheckImplementations(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<TemplateMembers>> templates)
    {
        var implementations = context.SyntaxProvider
            .CreateSyntaxProvider(ImplementationParser.IsCandidate, ImplementationParser.Parse)
            .SelectMany(static (models, _) => models)
            .WithTrackingName(StepNames.ParseImplementation);
        var diagnostics = implementations.Combine(templates)
            .Select(static (pair, _) => ImplementationRules.Check(pair.Left, pair.Right))
            .WithTrackingName(StepNames.ImplementationDiagnostics);
        DiagnosticOutput.ReportInSource(context, diagnostics);
    }

    private static IncrementalValueProvider<EquatableArray<FileSeverities>> ReadSeverities(IncrementalGeneratorInitializationContext context) =>
        context.AdditionalTextsProvider
            .Where(static text => IsProto(text) || IsInventory(text))
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select(static (pair, _) => FileSeverities.Read(pair.Left.Path, pair.Right.GetOptions(pair.Left)))
            .WithTrackingName(StepNames.FileSeverities)
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray());

    private static bool IsProto(AdditionalText text) => text.Path.EndsWith(".proto", StringComparison.Ordinal);

    private static bool IsInventory(AdditionalText text) => text.Path.Replace('\\', '/').EndsWith("/" + InventoryFile.FileName, StringComparison.Ordinal);

    private static IncrementalValuesProvider<BindResult> BindTemplates(
        IncrementalGeneratorInitializationContext context, IncrementalValueProvider<EquatableArray<FileSeverities>> severities)
    {
        var protos = context.AdditionalTextsProvider
            .Where(IsProto)
            .Select(static (text, cancellation) => ProtoParser.Parse(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(StepNames.ParseProto);
        var others = protos.Where(static file => !TemplateBinder.IsTemplate(file)).Collect().Select(static (files, _) => files.ToEquatableArray());
        var templates = protos.Where(TemplateBinder.IsTemplate);
        var paths = templates.Select(static (file, _) => file.Path).Collect().Select(static (all, _) => all.ToEquatableArray());
        var bound = templates
            .Combine(others)
            .Combine(paths)
            .Select(static (all, _) => TemplateBinder.Bind(all.Left.Left, all.Left.Right, all.Right))
            .WithTrackingName(StepNames.BindTemplate);
        var diagnostics = bound.Select(static (result, _) => result.Diagnostics).WithTrackingName(StepNames.TemplateDiagnostics);
        DiagnosticOutput.Report(context, diagnostics, severities);
        var imports = templates.SelectMany(static (file, _) => file.Imports.Select(import => import.Text)).Collect().Select(static (all, _) => all.ToEquatableArray());
        DiagnosticOutput.Report(context, others.Combine(imports).Select(static (pair, _) => ImportedFileRules.Check(pair.Left, pair.Right)).SelectMany(static (found, _) => ImmutableArray.Create(found)), severities);
        DiagnosticOutput.Report(context, protos.Select(static (file, _) => ConfigProtoRules.Check(file)), severities);
        return bound;
    }

    private static void CheckInventory(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<EquatableArray<TemplateIdentity>> templates,
        IncrementalValueProvider<EquatableArray<FileSeverities>> severities)
    {
        var inventory = context.AdditionalTextsProvider
            .Where(IsInventory)
            .Select(static (text, cancellation) => InventoryFile.Parse(text.Path, text.GetText(cancellation)?.ToString() ?? ""))
            .WithTrackingName(StepNames.ParseInventory);
        var diagnostics = inventory.Combine(templates)
            .Select(static (pair, _) => InventoryRules.Check(pair.Left, pair.Right))
            .WithTrackingName(StepNames.InventoryDiagnostics);
        DiagnosticOutput.Report(context, diagnostics, severities);
    }

    private static void EmitRegistry(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<MixerOptions> options,
        IncrementalValueProvider<EquatableArray<TemplateMembers>> templates,
        IncrementalValuesProvider<AdapterModel> adapters)
    {
        var referenced = context.CompilationProvider.Combine(options)
            .Select(static (pair, cancellation) => pair.Right.IsHost ? HostScanner.Scan(pair.Left, cancellation) : EquatableArray<HostEntry>.Empty);
        var local = templates.Combine(adapters.Collect()).Combine(options).Select(static (all, _) =>
            all.Left.Left.Select(template => new HostEntry(template.Name, $"global::{all.Right.RootNamespace}.{template.MarkerName}", "this project", true, EquatableArray<string>.Empty))
                .Concat(all.Left.Right.Select(adapter => new HostEntry(adapter.Name, "global::" + adapter.RegistrationType, "this project", false, EquatableArray<string>.Empty)))
                .ToEquatableArray());
        var entries = referenced.Combine(local)
            .Select(static (pair, _) => pair.Left.Concat(pair.Right).ToEquatableArray())
            .WithTrackingName(StepNames.HostEntries);
        context.RegisterSourceOutput(entries.Combine(options), static (output, pair) =>
        {
            if (!pair.Right.IsHost)
            {
                return;
            }

            foreach (var diagnostic in RegistryEmitter.Check(pair.Left))
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }

            output.AddSource("MixerInventory.g.cs", RegistryEmitter.Emit(pair.Left, pair.Right.RootNamespace));
        });
    }
}
