using System.Diagnostics.CodeAnalysis;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Generators.Tests.Support;

/// <summary>A context without attributes.</summary>
internal sealed class FakeContext : EvaluationContext;

/// <summary>Understands literals: text stands for itself, <c>fail</c> fails to evaluate.</summary>
internal sealed class FakeBinder(string instanceName) : ExpressionBinder
{
    public override string InstanceName => instanceName;

    public override Evaluator<string> BindString(ExpressionParam expression) => Make(expression, expression.Text);

    public override Evaluator<long> BindInt64(ExpressionParam expression) => Make(expression, Number(expression));

    public override Evaluator<double> BindDouble(ExpressionParam expression) => Make(expression, (double)Number(expression));

    public override Evaluator<bool> BindBool(ExpressionParam expression) => Make(expression, expression.Text == "true");

    public override Evaluator<Timestamp> BindTimestamp(ExpressionParam expression) => Make(expression, new Timestamp(Number(expression), 0));

    public override Evaluator<Duration> BindDuration(ExpressionParam expression) => Make(expression, new Duration(Number(expression)));

    public override Evaluator<IpAddress> BindIpAddress(ExpressionParam expression) => Make(expression, new IpAddress([(byte)Number(expression), 0, 0, 1]));

    public override Evaluator<DnsName> BindDnsName(ExpressionParam expression) => Make(expression, new DnsName(expression.Text));

    public override Evaluator<EmailAddress> BindEmailAddress(ExpressionParam expression) => Make(expression, new EmailAddress(expression.Text));

    public override Evaluator<UriValue> BindUri(ExpressionParam expression) => Make(expression, new UriValue(expression.Text));

    public override Evaluator<AttributeValue> BindValue(ExpressionParam expression) => Make(expression, new AttributeValue(expression.Text));

    private static long Number(ExpressionParam expression) => long.TryParse(expression.Text, out var number) ? number : 0;

    private static Literal<T> Make<T>(ExpressionParam expression, T value) => new(expression.Text == "fail", value);

    private sealed class Literal<T>(bool fails, T literal) : Evaluator<T>
    {
        public override bool TryEvaluate(EvaluationContext context, [MaybeNullWhen(false)] out T value)
        {
            value = literal;
            return !fails || context.Fail("lookup failed: 'x'");
        }
    }
}
