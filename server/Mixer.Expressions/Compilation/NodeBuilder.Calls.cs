using Mixer.Expressions.Checking;
using Mixer.Expressions.Functions;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <content>Which node implements which function.</content>
internal sealed partial class NodeBuilder
{
    private object? BuildCall(CheckedExpression expression) =>
        expression.Name switch
        {
            "EQ" or "NEQ" => BuildEquality(expression),
            "LT" or "LEQ" or "GT" or "GEQ" => BuildComparison(expression),
            "LAND" => BuildLogic(expression, decisive: false),
            "LOR" => BuildLogic(expression, decisive: true),
            "NOT" => BuildNot(expression),
            "SUB" => BuildNegation(expression),
            "ADD" => BuildSum(expression),
            "INDEX" => BuildIndex(expression),
            "conditionalString" => BuildConditionalString(expression),
            "emptyStringMap" => new ConstantNode<MapReference>(new MapReference(StringMap.Empty, -1)),
            "ip" => BuildUnary<string, StringKind, IpAddress, IpFunction>(expression),
            "timestamp" => BuildUnary<string, StringKind, Timestamp, TimestampFunction>(expression),
            "dnsName" => BuildUnary<string, StringKind, DnsName, DnsNameFunction>(expression),
            "email" => BuildUnary<string, StringKind, EmailAddress, EmailFunction>(expression),
            "uri" => BuildUnary<string, StringKind, UriValue, UriFunction>(expression),
            "size" => BuildUnary<string, StringKind, long, SizeFunction>(expression),
            "toLower" => BuildUnary<string, StringKind, string, ToLowerFunction>(expression),
            "reverse" => BuildUnary<string, StringKind, string, ReverseFunction>(expression),
            "match" => BuildTextTest<GlobTest>(expression),
            "startsWith" => BuildTextTest<StartsWithTest>(expression),
            "endsWith" => BuildTextTest<EndsWithTest>(expression),
            "matches" => BuildMatches(expression),
            _ => Fail<bool>(expression, $"internal compiler error -- no implementation of {expression.Name}"),
        };

    private Node<bool>? BuildEquality(CheckedExpression expression) =>
        expression.Operands[0].Type switch
        {
            AttributeType.String => BuildEqual<string, StringKind, StringEquality>(expression),
            AttributeType.Int64 => BuildEqual<long, Int64Kind, Int64Equality>(expression),
            AttributeType.Double => BuildEqual<double, DoubleKind, DoubleEquality>(expression),
            AttributeType.Bool => BuildEqual<bool, BoolKind, BoolEquality>(expression),
            AttributeType.Timestamp => BuildEqual<Timestamp, TimestampKind, TimestampEquality>(expression),
            AttributeType.IpAddress => BuildEqual<IpAddress, IpAddressKind, IpAddressEquality>(expression),
            AttributeType.DnsName => BuildEqual<DnsName, DnsNameKind, DnsNameEquality>(expression),
            AttributeType.EmailAddress => BuildEqual<EmailAddress, EmailAddressKind, EmailAddressEquality>(expression),
            AttributeType.Uri => BuildEqual<UriValue, UriKind, UriEquality>(expression),
            AttributeType.Duration => BuildEqual<Duration, DurationKind, DurationEquality>(expression),
            _ => BuildMapEqual(expression),
        };

    private Node<bool>? BuildComparison(CheckedExpression expression)
    {
        switch (expression.Operands[0].Type)
        {
            case AttributeType.String:
                return BuildOrder<string, StringKind, StringOrdering>(expression);
            case AttributeType.Int64:
                return BuildOrder<long, Int64Kind, Int64Ordering>(expression);
            case AttributeType.Timestamp:
                return BuildOrder<Timestamp, TimestampKind, TimestampOrdering>(expression);
            case AttributeType.Duration:
                return BuildOrder<Duration, DurationKind, DurationOrdering>(expression);
            case AttributeType.Double:
                var left = Build<double, DoubleKind>(expression.Operands[0]);
                var right = Build<double, DoubleKind>(expression.Operands[1]);
                return left is null || right is null
                    ? null
                    : Fold(expression, new DoubleOrderNode(left, right, OrderOf(expression)), left.IsConstant && right.IsConstant);
            default:
                var what = expression.Name switch
                {
                    "LT" => "less than",
                    "LEQ" => "less than or equal",
                    "GT" => "greater than",
                    _ => "greater than or equal",
                };
                return Fail<bool>(
                    expression,
                    $"internal compiler error -- {what} for type not yet implemented: {TypeNames.RuntimeKindOf(expression.Operands[0].Type)}",
                    "only STRING, INT64, DOUBLE, TIMESTAMP and DURATION have an order");
        }
    }

    private Node<bool>? BuildNot(CheckedExpression expression)
    {
        var operand = Build<bool, BoolKind>(expression.Operands[0]);
        return operand is null ? null : Fold(expression, new NotNode(operand), operand.IsConstant);
    }

    private object? BuildNegation(CheckedExpression expression) =>
        expression.Type switch
        {
            AttributeType.Int64 => BuildUnary<long, Int64Kind, long, NegateInt64>(expression),
            AttributeType.Double => BuildUnary<double, DoubleKind, double, NegateDouble>(expression),
            AttributeType.Duration => BuildUnary<Duration, DurationKind, Duration, NegateDuration>(expression),
            _ => Fail<bool>(
                expression,
                $"internal compiler error -- negation for type not yet implemented: {TypeNames.RuntimeKindOf(expression.Type)}",
                "only INT64, DOUBLE and DURATION can be negated"),
        };

    private object? BuildSum(CheckedExpression expression)
    {
        var chain = Chain(expression, "ADD");
        switch (expression.Type)
        {
            case AttributeType.String:
                return BuildAll<string, StringKind>(chain) is { } texts
                    ? Fold(expression, new ConcatenationNode([.. texts]), texts.TrueForAll(part => part.IsConstant))
                    : null;
            case AttributeType.Int64:
                return BuildAll<long, Int64Kind>(chain) is { } integers
                    ? Fold(expression, new Int64SumNode([.. integers]), integers.TrueForAll(part => part.IsConstant))
                    : null;
            case AttributeType.Double:
                return BuildAll<double, DoubleKind>(chain) is { } numbers
                    ? Fold(expression, new DoubleSumNode([.. numbers]), numbers.TrueForAll(part => part.IsConstant))
                    : null;
            default:
                return Fail<bool>(
                    expression,
                    $"internal compiler error -- Add for type not yet implemented: {TypeNames.RuntimeKindOf(expression.Type)}",
                    "only STRING, INT64 and DOUBLE can be added");
        }
    }

    private Node<string>? BuildConditionalString(CheckedExpression expression)
    {
        var condition = Build<bool, BoolKind>(expression.Operands[0]);
        var yes = Build<string, StringKind>(expression.Operands[1]);
        var no = Build<string, StringKind>(expression.Operands[2]);
        return condition is null || yes is null || no is null
            ? null
            : Fold(expression, new ConditionalStringNode(condition, yes, no), condition.IsConstant && yes.IsConstant && no.IsConstant);
    }
}
