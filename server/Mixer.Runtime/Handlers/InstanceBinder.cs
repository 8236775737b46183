using System.Diagnostics.CodeAnalysis;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Handlers;

/// <summary>Compiles the expressions of one instance; keeps the first error instead of throwing. Single-threaded.</summary>
internal sealed class InstanceBinder(string instanceName, ExpressionCompiler compiler) : ExpressionBinder
{
    public override string InstanceName { get; } = instanceName;

    /// <summary>The first expression that did not compile; null if all did.</summary>
    public string? Error { get; private set; }

    public override Evaluator<string> BindString(ExpressionParam expression) => Bind<string>(expression, AttributeType.String);

    public override Evaluator<long> BindInt64(ExpressionParam expression) => Bind<long>(expression, AttributeType.Int64);

    public override Evaluator<double> BindDouble(ExpressionParam expression) => Bind<double>(expression, AttributeType.Double);

    public override Evaluator<bool> BindBool(ExpressionParam expression) => Bind<bool>(expression, AttributeType.Bool);

    public override Evaluator<Timestamp> BindTimestamp(ExpressionParam expression) => Bind<Timestamp>(expression, AttributeType.Timestamp);

    public override Evaluator<Duration> BindDuration(ExpressionParam expression) => Bind<Duration>(expression, AttributeType.Duration);

    public override Evaluator<IpAddress> BindIpAddress(ExpressionParam expression) => Bind<IpAddress>(expression, AttributeType.IpAddress);

    public override Evaluator<DnsName> BindDnsName(ExpressionParam expression) => Bind<DnsName>(expression, AttributeType.DnsName);

    public override Evaluator<EmailAddress> BindEmailAddress(ExpressionParam expression) => Bind<EmailAddress>(expression, AttributeType.EmailAddress);

    public override Evaluator<UriValue> BindUri(ExpressionParam expression) => Bind<UriValue>(expression, AttributeType.Uri);

    public override Evaluator<AttributeValue> BindValue(ExpressionParam expression) => Bind<AttributeValue>(expression, AttributeType.Unspecified);

    private Evaluator<T> Bind<T>(ExpressionParam expression, AttributeType expected)
    {
        // The type that the configuration stage settled on also settles how a literal is read.
        var hint = expected == AttributeType.Unspecified ? expression.Type : expected;
        var compiled = compiler.Compile(expression.Text, hint, out var error);
        if (compiled is not null && (expected == AttributeType.Unspecified || compiled.Type == expected))
        {
            return compiled.As<T>();
        }

        var reason = error?.Message ?? $"expression is of type {compiled?.Type}, not {expected}";
        Error ??= $"expression compilation failed at [{InstanceName}]'{expression.Path}': '{reason}'";
        return new Unusable<T>(reason);
    }

    private sealed class Unusable<T>(string reason) : Evaluator<T>
    {
        public override bool TryEvaluate(EvaluationContext context, [MaybeNullWhen(false)] out T value)
        {
            value = default;
            return context.Fail(reason);
        }
    }
}
