using System.Collections.Immutable;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>A part of a parsed template. All nodes are immutable.</summary>
internal abstract record TemplateNode;

/// <summary>Text that is copied.</summary>
internal sealed record TextNode(string Text) : TemplateNode;

/// <summary>A pipeline whose value is printed, unless it declares a variable.</summary>
internal sealed record ActionNode(Pipeline Pipe) : TemplateNode;

/// <summary>What kind of block a <see cref="BlockNode"/> is.</summary>
internal enum BlockKind
{
    /// <summary>Runs if the pipeline is not empty.</summary>
    If,

    /// <summary>As if, with the dot set to the value.</summary>
    With,

    /// <summary>Once an element.</summary>
    Range,
}

/// <summary>if, with or range, up to its end.</summary>
internal sealed record BlockNode(BlockKind Kind, Pipeline Pipe, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Otherwise) : TemplateNode;

/// <summary>Commands, each of which gets the value of the one before as its last argument.</summary>
/// <param name="Variables">Names that the value is bound to; with two, for range, key and element.</param>
/// <param name="Declares">The variables are new ones.</param>
/// <param name="Commands">The commands.</param>
internal sealed record Pipeline(ImmutableArray<string> Variables, bool Declares, ImmutableArray<ImmutableArray<Operand>> Commands);

/// <summary>One word of a command.</summary>
internal abstract record Operand;

/// <summary>A constant.</summary>
internal sealed record ConstantOperand(object? Value) : Operand;

/// <summary>The current value.</summary>
internal sealed record DotOperand : Operand;

/// <summary>A variable.</summary>
internal sealed record VariableOperand(string Name) : Operand;

/// <summary>A function.</summary>
internal sealed record FunctionOperand(string Name) : Operand;

/// <summary>A pipeline in parentheses.</summary>
internal sealed record PipelineOperand(Pipeline Pipe) : Operand;

/// <summary>A field, map entry or method of another operand.</summary>
internal sealed record FieldOperand(Operand Target, string Name) : Operand;
