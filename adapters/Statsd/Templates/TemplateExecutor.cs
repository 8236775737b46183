using System.Collections.Immutable;
using System.Text;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Statsd.Templates;

/// <summary>One execution of a template over one map of values.</summary>
internal sealed class TemplateExecutor
{
    private readonly StringBuilder _output = new();
    private readonly List<KeyValuePair<string, object?>> _variables;
    private readonly object _root;

    private TemplateExecutor(object root)
    {
        _root = root;
        _variables = [KeyValuePair.Create("$", (object?)root)];
    }

    /// <summary>The text of <paramref name="nodes"/> over <paramref name="root"/>.</summary>
    /// <exception cref="TemplateFault">A value does not fit.</exception>
    public static string Execute(ImmutableArray<TemplateNode> nodes, IReadOnlyDictionary<string, AttributeValue> root)
    {
        var executor = new TemplateExecutor(root);
        executor.Walk(nodes, root);
        return executor._output.ToString();
    }

    private void Walk(ImmutableArray<TemplateNode> nodes, object? dot)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case TextNode text:
                    _output.Append(text.Text);
                    break;
                case ActionNode action:
                    var value = Evaluate(action.Pipe, dot);
                    if (action.Pipe.Variables.IsEmpty)
                    {
                        _output.Append(value is null ? "<no value>" : GoText.Of(value));
                    }

                    break;
                case BlockNode block:
                    var scope = _variables.Count;
                    WalkBlock(block, dot);
                    _variables.RemoveRange(scope, _variables.Count - scope);
                    break;
                default:
                    throw new TemplateFault("unknown node");
            }
        }
    }

    private void WalkBlock(BlockNode block, object? dot)
    {
        if (block.Kind == BlockKind.Range)
        {
            WalkRange(block, dot);
            return;
        }

        var value = Evaluate(block.Pipe, dot);
        if (GoText.IsTrue(value))
        {
            Walk(block.Body, block.Kind == BlockKind.With ? value : dot);
        }
        else
        {
            Walk(block.Otherwise, dot);
        }
    }

    private void WalkRange(BlockNode block, object? dot)
    {
        var variables = block.Pipe.Variables;
        var elements = Elements(Evaluate(block.Pipe with { Variables = [] }, dot));
        foreach (var (key, element) in elements)
        {
            var scope = _variables.Count;
            if (variables.Length > 0)
            {
                Bind(variables[^1], element, block.Pipe.Declares);
            }

            if (variables.Length > 1)
            {
                Bind(variables[0], key, block.Pipe.Declares);
            }

            Walk(block.Body, element);
            _variables.RemoveRange(scope, _variables.Count - scope);
        }

        if (elements.Count == 0)
        {
            Walk(block.Otherwise, dot);
        }
    }

    private static List<KeyValuePair<string, object?>> Elements(object? value) =>
        value switch
        {
            null => [],
            StringMap map => map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, (object?)entry.Value)).ToList(),
            IReadOnlyDictionary<string, AttributeValue> map =>
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, GoText.Unwrap(entry.Value))).ToList(),
            _ => throw new TemplateFault("range can't iterate over " + GoText.Of(value)),
        };

    private object? Evaluate(Pipeline pipe, object? dot)
    {
        object? value = null;
        for (var i = 0; i < pipe.Commands.Length; i++)
        {
            value = EvaluateCommand(pipe.Commands[i], dot, i > 0, value);
        }

        foreach (var variable in pipe.Variables)
        {
            Bind(variable, value, pipe.Declares);
        }

        return value;
    }

    private object? EvaluateCommand(ImmutableArray<Operand> command, object? dot, bool piped, object? last)
    {
        var arguments = new object?[command.Length - 1 + (piped ? 1 : 0)];
        for (var i = 1; i < command.Length; i++)
        {
            arguments[i - 1] = EvaluateOperand(command[i], dot);
        }

        if (piped)
        {
            arguments[^1] = last;
        }

        return command[0] switch
        {
            FunctionOperand function => TemplateFunctions.Call(function.Name, arguments),
            FieldOperand field => TemplateMembers.Read(EvaluateOperand(field.Target, dot), field.Name, arguments),
            var operand when arguments.Length == 0 => EvaluateOperand(operand, dot),
            _ => throw new TemplateFault("can't give argument to non-function"),
        };
    }

    private object? EvaluateOperand(Operand operand, object? dot) =>
        operand switch
        {
            ConstantOperand constant => constant.Value,
            DotOperand => dot,
            VariableOperand variable => variable.Name == "$" ? _root : _variables[_variables.FindLastIndex(known => known.Key == variable.Name)].Value,
            FunctionOperand function => TemplateFunctions.Call(function.Name, []),
            PipelineOperand pipeline => Evaluate(pipeline.Pipe, dot),
            FieldOperand field => TemplateMembers.Read(EvaluateOperand(field.Target, dot), field.Name, []),
            _ => throw new TemplateFault("unknown operand"),
        };

    private void Bind(string name, object? value, bool declares)
    {
        var known = declares ? -1 : _variables.FindLastIndex(variable => variable.Key == name);
        if (known < 0)
        {
            _variables.Add(KeyValuePair.Create(name, value));
        }
        else
        {
            _variables[known] = KeyValuePair.Create(name, value);
        }
    }
}
