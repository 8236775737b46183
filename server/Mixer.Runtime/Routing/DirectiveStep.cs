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
    private readonly OutputScope? _scope;
    private int _errorLogged;

    public DirectiveStep(Rule rule, int order, OutputScope? scope)
        : base(null!, rule.Name, order)
    {
        _scope = scope;
        _request = Compile(rule.RequestHeaderOperations);
        _response = Compile(rule.ResponseHeaderOperations);
    }

    /// <summary>Adds what the rule does to the headers; a value that cannot be evaluated, or is empty, is passed over.</summary>
    /// <param name="directive">What is added to.</param>
    /// <param name="bag">The attributes of the call.</param>
    /// <param name="outputs">What the checks of the call put out; the rule sees only what its own did.</param>
    /// <param name="faults">Where failures are told.</param>
    public void AddTo(
        Api.V1.RouteDirective directive, AttributeBag bag, List<KeyValuePair<OutputCheckStep, IAttributeOutput>> outputs, RoutingFaults faults)
    {
        if (_scope is null)
        {
            AddAll(directive, bag, faults);
            return;
        }

        var vocabulary = bag.Vocabulary;
        try
        {
            _scope.Open(bag, outputs);
            AddAll(directive, bag, faults);
        }
        finally
        {
            bag.Restrict(vocabulary);
        }
    }

    private void AddAll(Api.V1.RouteDirective directive, AttributeBag bag, RoutingFaults faults)
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
                    faults.HeaderFailed(Instance, operation.Name, bag.Error, ref _errorLogged);
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
