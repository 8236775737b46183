using System.Globalization;
using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Expressions;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>Evaluates the header operations of rules, as the dispatcher would after an OK. Single-threaded.</summary>
internal sealed class HeaderExplainer(AttributeBag bag)
{
    public IReadOnlyList<HeaderExplanation> Explain(Rule rule) =>
    [
        .. rule.RequestHeaderOperations.Select((operation, index) => Explain(rule, operation, index, isOfResponse: false)),
        .. rule.ResponseHeaderOperations.Select((operation, index) => Explain(rule, operation, index, isOfResponse: true)),
    ];

    private HeaderExplanation Explain(Rule rule, HeaderOperation operation, int index, bool isOfResponse)
    {
        var list = isOfResponse ? "responseHeaderOperations" : "requestHeaderOperations";
        return new HeaderExplanation(
            isOfResponse, operation.Name, operation.Kind,
            [.. operation.Values.Select((value, at) => Evaluate(rule, value, string.Create(CultureInfo.InvariantCulture, $"{list}[{index}].values[{at}]")))]);
    }

    private FieldExplanation Evaluate(Rule rule, CompiledExpression value, string path)
    {
        // What a check puts out is known only when its adapter has answered.
        if (rule.Outputs is not null && rule.Actions.Any(action => action.Name.Length > 0 && value.Text.Contains(action.Name + ".output.", StringComparison.Ordinal)))
        {
            return new FieldExplanation(path, value.Text, default, null);
        }

        if (value.As<AttributeValue>().TryEvaluate(bag, out var found))
        {
            return new FieldExplanation(path, value.Text, found, null);
        }

        var error = bag.Error;
        bag.ClearError();
        return new FieldExplanation(path, value.Text, default, error);
    }
}
