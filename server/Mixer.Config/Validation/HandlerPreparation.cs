using System.Collections.Immutable;
using Mixer.Config.Model;
using Mixer.Sdk;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Config.Validation;

/// <summary>What an adapter's builder says of one handler's configuration.</summary>
/// <param name="Error">Null if it can be built; otherwise why not, in the reference's words (spec 03 section 6).</param>
/// <param name="Problems">The same, one by one, each at its place; empty if there is none.</param>
public sealed record HandlerPreparation(string? Error, ImmutableArray<ConfigProblem> Problems)
{
    private static readonly HandlerPreparation Good = new(null, []);

    /// <summary>
    /// Tells <paramref name="builder"/> the types of the instances and lets it validate the configuration: the last step before it may be asked to build.
    /// Runs the adapter's code; what that throws goes to the caller.
    /// </summary>
    public static HandlerPreparation Run(IHandlerBuilder? builder, HandlerUse use)
    {
        ArgumentNullException.ThrowIfNull(use);
        var (definition, instances) = use;
        if (builder is null)
        {
            return Refused(definition, $"nil builder from adapter: adapter='{definition.Adapter.Name}'");
        }

        foreach (var template in definition.Adapter.SupportedTemplates)
        {
            if (!template.IsSupportedBy(builder))
            {
                return Refused(definition, $"adapter does not actually support template: template='{template.Name}', interface='{InterfaceOf(template)}HandlerBuilder'");
            }

            var types = instances.Where(instance => string.Equals(instance.Template.Name, template.Name, StringComparison.Ordinal))
                .ToDictionary(instance => instance.Name, instance => instance.Params, StringComparer.Ordinal);
            template.SetTypes(builder, types);
        }

        var errors = new ConfigErrors();
        builder.Validate(definition.Config, errors);
        return errors.Count == 0
            ? Good
            : new HandlerPreparation(
                $"builder validation failed: '{errors}'",
                [
                    .. errors.Select(error => new ConfigProblem(
                        ProblemSeverity.Error, definition.Locate(error.Field), definition.Name, $"handler='{definition.Name}'", error.ToString()) { Kind = ProblemKind.HandlerRefused }),
                ]);
    }

    private static HandlerPreparation Refused(HandlerDefinition definition, string error) =>
        new(error, [new ConfigProblem(ProblemSeverity.Error, definition.Location, definition.Name, $"handler='{definition.Name}'", error) { Kind = ProblemKind.AdapterFault }]);

    private static string InterfaceOf(TemplateInfo template) => "I" + char.ToUpperInvariant(template.Name[0]) + template.Name[1..];
}
