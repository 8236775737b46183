using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;

namespace Mixer.Runtime.Explaining;

/// <summary>Evaluates the fields of instances one by one, as their builders would. Single-threaded.</summary>
internal sealed class InstanceExplainer(ExpressionCompiler compiler, AttributeBag bag)
{
    public InstanceExplanation Explain(InstanceDefinition instance)
    {
        var fields = new List<FieldExplanation>();
        string? error = null;
        AddFields(instance, instance.Params, "", fields, ref error);
        foreach (var binding in instance.Bindings)
        {
            // What it depends on is known only when the adapter has answered.
            fields.Add(new FieldExplanation("attributeBindings." + compiler.Vocabulary.NameOf(binding.Slot), binding.Value.Text, default, null));
        }

        return new InstanceExplanation(instance.Name, instance.Template.Name, instance.Template.Variety, fields, error);
    }

    private void AddFields(InstanceDefinition instance, MessageParam message, string path, List<FieldExplanation> fields, ref string? error)
    {
        for (var index = 0; index < message.Fields.Length; index++)
        {
            Add(instance, message.Fields[index], Join(path, message.Schema.Fields[index].JsonName), fields, ref error);
        }
    }

    private void Add(InstanceDefinition instance, Param? param, string path, List<FieldExplanation> fields, ref string? error)
    {
        switch (param)
        {
            case MessageParam nested:
                AddFields(instance, nested, path, fields, ref error);
                break;
            case MapParam map:
                foreach (var (key, value) in map.Entries)
                {
                    Add(instance, value, Join(path, key), fields, ref error);
                }

                break;
            case ExpressionParam { Text.Length: > 0 } expression:
                fields.Add(Evaluate(instance, expression, path, ref error));
                break;
        }
    }

    private FieldExplanation Evaluate(InstanceDefinition instance, ExpressionParam expression, string path, ref string? error)
    {
        if (compiler.Compile(expression.Text, expression.Type, out var fault) is not { } compiled)
        {
            error ??= $"expression compilation failed at [{instance.Name}]'{expression.Path}': '{fault?.Message}'";
            return new FieldExplanation(path, expression.Text, default, fault?.Message);
        }

        if (compiled.As<Sdk.Values.AttributeValue>().TryEvaluate(bag, out var value))
        {
            return new FieldExplanation(path, expression.Text, value, null);
        }

        var reason = bag.Error;
        bag.ClearError();
        error ??= $"evaluation failed at [{instance.Name}]'{expression.Path}': '{reason}'";
        return new FieldExplanation(path, expression.Text, default, reason);
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : path + "." + name;
}
