using Mixer.Expressions.Checking;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>The one kind of <see cref="CompiledExpression"/>: its nodes, in their own type and in the form of a bag.</summary>
internal sealed class TypedExpression : CompiledExpression
{
    private readonly object _typed;
    private readonly Evaluator<AttributeValue> _value;

    private TypedExpression(string text, CheckedExpression expression, object typed, Evaluator<AttributeValue> value, IReadOnlyList<ExpressionError> warnings)
    {
        Text = text;
        Type = expression.Type;
        LeadingEquality = LeadingEqualityFinder.Find(expression);
        Warnings = warnings;
        _typed = typed;
        _value = value;
    }

    public override string Text { get; }

    public override AttributeType Type { get; }

    public override LeadingEquality? LeadingEquality { get; }

    public override IReadOnlyList<ExpressionError> Warnings { get; }

    /// <summary>Null, with the error in <paramref name="builder"/>, if the expression cannot be computed.</summary>
    public static TypedExpression? Create(string text, CheckedExpression expression, NodeBuilder builder)
    {
        switch (expression.Type)
        {
            case AttributeType.String:
                return Create<string, StringKind>(text, expression, builder);
            case AttributeType.Int64:
                return Create<long, Int64Kind>(text, expression, builder);
            case AttributeType.Double:
                return Create<double, DoubleKind>(text, expression, builder);
            case AttributeType.Bool:
                return Create<bool, BoolKind>(text, expression, builder);
            case AttributeType.Timestamp:
                return Create<Timestamp, TimestampKind>(text, expression, builder);
            case AttributeType.IpAddress:
                return Create<IpAddress, IpAddressKind>(text, expression, builder);
            case AttributeType.EmailAddress:
                return Create<EmailAddress, EmailAddressKind>(text, expression, builder);
            case AttributeType.Uri:
                return Create<UriValue, UriKind>(text, expression, builder);
            case AttributeType.DnsName:
                return Create<DnsName, DnsNameKind>(text, expression, builder);
            case AttributeType.Duration:
                return Create<Duration, DurationKind>(text, expression, builder);
        }

        if (builder.Build<MapReference, StringMapKind>(expression) is not { } map)
        {
            return null;
        }

        var whole = new WholeMapNode(map);
        return new TypedExpression(text, expression, whole, new WrapMapNode(whole), builder.Warnings);
    }

    public override Evaluator<T> As<T>()
    {
        var evaluator = typeof(T) == typeof(AttributeValue) ? _value : _typed;
        return evaluator as Evaluator<T>
            ?? throw new InvalidOperationException($"'{Text}' is of type {TypeNames.Of(Type)}, not {typeof(T).Name}");
    }

    private static TypedExpression? Create<T, TKind>(string text, CheckedExpression expression, NodeBuilder builder)
        where TKind : struct, IValueKind<T> =>
        builder.Build<T, TKind>(expression) is { } node
            ? new TypedExpression(text, expression, node, new WrapNode<T, TKind>(node), builder.Warnings)
            : null;
}
