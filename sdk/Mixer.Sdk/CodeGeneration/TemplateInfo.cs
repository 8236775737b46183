using System.Collections.Immutable;
using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>
/// The static facts of a template and its typed hooks; the generator emits one sealed class a template, deriving from the class of its variety.
/// </summary>
public abstract class TemplateInfo
{
    /// <summary>Name of the template and kind of its instance resources, for example <c>listentry</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The lower-cased proto package.</summary>
    public abstract string Package { get; }

    /// <summary>When its instances are dispatched.</summary>
    public abstract TemplateVariety Variety { get; }

    /// <summary>The fields of an instance.</summary>
    public abstract MessageSchema Schema { get; }

    /// <summary>True if <paramref name="builder"/> implements the generated builder interface.</summary>
    public abstract bool IsSupportedBy(IHandlerBuilder builder);

    /// <summary>True if <paramref name="handler"/> implements the generated handler interface.</summary>
    public abstract bool IsSupportedBy(IHandler handler);

    /// <summary>Tells a builder the inferred types of its instances (by full name, with type-checked params); does nothing for attribute generators.</summary>
    public abstract void SetTypes(IHandlerBuilder builder, IReadOnlyDictionary<string, MessageParam> instances);
}

/// <summary>A template of variety CHECK.</summary>
public abstract class CheckTemplateInfo : TemplateInfo
{
    /// <inheritdoc/>
    public sealed override TemplateVariety Variety => TemplateVariety.Check;

    /// <summary>Binds an instance to a handler that supports the template.</summary>
    public abstract CheckAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler);
}

/// <summary>A template of variety QUOTA.</summary>
public abstract class QuotaTemplateInfo : TemplateInfo
{
    /// <inheritdoc/>
    public sealed override TemplateVariety Variety => TemplateVariety.Quota;

    /// <summary>Binds an instance to a handler that supports the template.</summary>
    public abstract QuotaAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler);
}

/// <summary>A template of variety REPORT.</summary>
public abstract class ReportTemplateInfo : TemplateInfo
{
    /// <inheritdoc/>
    public sealed override TemplateVariety Variety => TemplateVariety.Report;

    /// <summary>Compiles an instance.</summary>
    public abstract ReportInstanceBuilder CreateInstanceBuilder(MessageParam instance, ExpressionBinder binder);

    /// <summary>Makes an empty buffer for instances that go to <paramref name="handler"/>, which supports the template.</summary>
    public abstract ReportBuffer CreateBuffer(IHandler handler);
}

/// <summary>A template of variety ATTRIBUTE_GENERATOR.</summary>
public abstract class AttributeGeneratorTemplateInfo : TemplateInfo
{
    /// <inheritdoc/>
    public sealed override TemplateVariety Variety => TemplateVariety.AttributeGenerator;

    /// <summary>Prefix of the attributes that <c>$out.</c> stands for, for example <c>adapter_template_kubernetes.output.</c>.</summary>
    public abstract string OutputPrefix { get; }

    /// <summary>The fields of the output, in declaration order.</summary>
    public abstract ImmutableArray<OutputField> OutputFields { get; }

    /// <summary>Binds an instance to a handler that supports the template.</summary>
    public abstract AttributeGeneratorAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler);
}

/// <summary>One instance of a check template bound to one handler. Immutable and thread-safe.</summary>
public abstract class CheckAction
{
    /// <summary>
    /// Builds the instance and, if that succeeds, calls the handler. False if the instance could not be built (see the context's error); exceptions
    /// are the handler's.
    /// </summary>
    public abstract bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<CheckResult> result);
}

/// <summary>One instance of a quota template bound to one handler. Immutable and thread-safe.</summary>
public abstract class QuotaAction
{
    /// <summary>Builds the instance and, if that succeeds, calls the handler; otherwise as <see cref="CheckAction.TryInvoke"/>.</summary>
    public abstract bool TryInvoke(EvaluationContext context, in QuotaArgs args, CancellationToken cancellation, out ValueTask<QuotaResult> result);
}

/// <summary>One instance of an attribute generator bound to one handler. Immutable and thread-safe.</summary>
public abstract class AttributeGeneratorAction
{
    /// <summary>Builds the instance and, if that succeeds, calls the handler; otherwise as <see cref="CheckAction.TryInvoke"/>.</summary>
    public abstract bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<IAttributeOutput> result);
}

/// <summary>What an attribute generator produced: generated <c>...Output</c> classes implement it.</summary>
public interface IAttributeOutput
{
    /// <summary>The value of the output field at <paramref name="index"/> of <see cref="AttributeGeneratorTemplateInfo.OutputFields"/>; false if the handler did not set it.</summary>
    bool TryGetOutput(int index, out AttributeValue value);
}

/// <summary>One instance of a report template, compiled. Immutable and thread-safe; the generated class is typed.</summary>
public abstract class ReportInstanceBuilder;

/// <summary>The instances of one report call for one handler. Used by one call at a time; may be reused after <see cref="FlushAsync"/> has completed.</summary>
public abstract class ReportBuffer
{
    /// <summary>How many instances are waiting.</summary>
    public abstract int Count { get; }

    /// <summary>Builds an instance and keeps it; false if it could not be built (see the context's error).</summary>
    public abstract bool TryAppend(EvaluationContext context, ReportInstanceBuilder builder);

    /// <summary>Hands all waiting instances to the handler in one call and forgets them. The handler may keep the list it was given.</summary>
    public abstract ValueTask FlushAsync(CancellationToken cancellation);
}
