using System.Collections.Immutable;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>A template of variety CHECK_WITH_OUTPUT.</summary>
public abstract class CheckWithOutputTemplateInfo : TemplateInfo
{
    /// <inheritdoc/>
    public sealed override TemplateVariety Variety => TemplateVariety.CheckWithOutput;

    /// <summary>The fields of the output, in declaration order; an action named <c>x</c> makes of a field the attribute <c>x.output.&lt;field&gt;</c>.</summary>
    public abstract ImmutableArray<OutputField> OutputFields { get; }

    /// <summary>Binds an instance to a handler that supports the template.</summary>
    public abstract CheckWithOutputAction CreateAction(MessageParam instance, ExpressionBinder binder, IHandler handler);
}

/// <summary>One instance of a check template with output bound to one handler. Immutable and thread-safe.</summary>
public abstract class CheckWithOutputAction
{
    /// <summary>Builds the instance and, if that succeeds, calls the handler; otherwise as <see cref="CheckAction.TryInvoke"/>.</summary>
    public abstract bool TryInvoke(EvaluationContext context, CancellationToken cancellation, out ValueTask<CheckWithOutput> result);
}

/// <summary>A verdict with its output, as the engine sees it.</summary>
/// <param name="Result">The verdict.</param>
/// <param name="Output">The generated output, read by index of <see cref="CheckWithOutputTemplateInfo.OutputFields"/>; null for nothing.</param>
public readonly record struct CheckWithOutput(CheckResult Result, IAttributeOutput? Output);
