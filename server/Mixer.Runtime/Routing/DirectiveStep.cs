using System.Collections.Immutable;
using Google.Protobuf.Collections;
using Mixer.Attributes;
using Mixer.Config.Model;
using Mixer.Sdk.CodeGeneration;
using Wire = Mixer.Api.V1.HeaderOperation;

namespace Mixer.Runtime.Routing;

/// <summary>The header operations of one rule; calls no handler. Immutable but for the note that its error has been logged.</summary>
internal sealed class DirectiveStep : Step
{
    private readonly CompiledOperation[] _request;
    private readonly CompiledOperation[] _response;
    private int _errorLogged;

    public DirectiveStep(Rule rule, int order)
        : base(null!, rule.Name, order)
    {
        _request = Compile(rule.RequestHeaderOperations);
        _response = Compile(rule.ResponseHeaderOperations);
    }

    /// <summary>Adds what the rule does to the headers; a value that cannot be evaluated, or is empty, is passed over.</summary>
    public void AddTo(Api.V1.RouteDirective directive, AttributeBag bag, RoutingFaults faults)
    {
        Add(_request, directive.RequestHeaderOperations, bag, faults);
        Add(_response, directive.ResponseHeaderOperations, bag, faults);
    }

    private void Add(CompiledOperation[] operations, RepeatedField<Wire> target, AttributeBag bag, RoutingFaults faults)
    {
        foreach (var operation in operations)
        {
            if (operation.Kind == HeaderOperationKind.Remove)
            {
                target.Add(new Wire { Name = operation.Name, Operation = Wire.Types.Operation.Remove });
                continue;
            }

            foreach (var evaluator in operation.Values)
            {
                if (!evaluator.TryEvaluate(bag, out var value))
                {
                    faults.ConditionFailed(Order, $"header {operation.Name} of {Instance}: {bag.Error}", ref _errorLogged);
                    bag.ClearError();
                }
                else if (value.Length > 0)
                {
                    var kind = operation.Kind == HeaderOperationKind.Append ? Wire.Types.Operation.Append : Wire.Types.Operation.Replace;
                    target.Add(new Wire { Name = operation.Name, Value = value, Operation = kind });
                }
            }
        }
    }

    private static CompiledOperation[] Compile(ImmutableArray<HeaderOperation> operations) =>
        [.. operations.Select(operation => new CompiledOperation(operation.Name, operation.Kind, [.. operation.Values.Select(value => value.As<string>())]))];

    private sealed record CompiledOperation(string Name, HeaderOperationKind Kind, Evaluator<string>[] Values);
}
