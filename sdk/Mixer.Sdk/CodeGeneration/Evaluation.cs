using System.Diagnostics.CodeAnalysis;
using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>
/// The attributes of one call as expressions see them, and the place where the last evaluation error is kept. The engine derives its
/// attribute bag from this; generated code only hands it on. Not thread-safe.
/// </summary>
public abstract class EvaluationContext
{
    private const int LongestError = 1024;

    /// <summary>The text of the last evaluation error; null if there was none since <see cref="ClearError"/>.</summary>
    public string? Error { get; private set; }

    /// <summary>
    /// Records an evaluation error; always returns false, so that evaluators can end with it. Of a text longer than 1,024 characters, which quotes what a caller sent, the beginning is kept: it is
    /// logged and sent back, in a report for one record after the other.
    /// </summary>
    public bool Fail(string error)
    {
        Error = Excerpt.Of(error, LongestError);
        return false;
    }

    /// <summary>Forgets the last error.</summary>
    public void ClearError() => Error = null;
}

/// <summary>A compiled expression of static type <typeparamref name="T"/>. Immutable; evaluated from many threads, each with its own context.</summary>
/// <typeparam name="T">
/// string, long, double, bool, <see cref="Timestamp"/>, <see cref="Duration"/>, <see cref="IpAddress"/>, <see cref="DnsName"/>, <see cref="EmailAddress"/>,
/// <see cref="UriValue"/>, <see cref="StringMap"/> or (any type) <see cref="AttributeValue"/>.
/// </typeparam>
public abstract class Evaluator<T>
{
    /// <summary>Computes the value. False if evaluation failed; <see cref="EvaluationContext.Error"/> then says why. Never throws for bad input.</summary>
    public abstract bool TryEvaluate(EvaluationContext context, [MaybeNullWhen(false)] out T value);
}

/// <summary>Compiles the expressions of one instance; the engine implements it, generated instance builders call it. Errors are kept by the engine.</summary>
public abstract class ExpressionBinder
{
    /// <summary>Full name of the instance, for errors.</summary>
    public abstract string InstanceName { get; }

    /// <summary>Compiles an expression of type STRING.</summary>
    public abstract Evaluator<string> BindString(ExpressionParam expression);

    /// <summary>Compiles an expression of type INT64.</summary>
    public abstract Evaluator<long> BindInt64(ExpressionParam expression);

    /// <summary>Compiles an expression of type DOUBLE.</summary>
    public abstract Evaluator<double> BindDouble(ExpressionParam expression);

    /// <summary>Compiles an expression of type BOOL.</summary>
    public abstract Evaluator<bool> BindBool(ExpressionParam expression);

    /// <summary>Compiles an expression of type TIMESTAMP.</summary>
    public abstract Evaluator<Timestamp> BindTimestamp(ExpressionParam expression);

    /// <summary>Compiles an expression of type DURATION.</summary>
    public abstract Evaluator<Duration> BindDuration(ExpressionParam expression);

    /// <summary>Compiles an expression of type IP_ADDRESS.</summary>
    public abstract Evaluator<IpAddress> BindIpAddress(ExpressionParam expression);

    /// <summary>Compiles an expression of type DNS_NAME.</summary>
    public abstract Evaluator<DnsName> BindDnsName(ExpressionParam expression);

    /// <summary>Compiles an expression of type EMAIL_ADDRESS.</summary>
    public abstract Evaluator<EmailAddress> BindEmailAddress(ExpressionParam expression);

    /// <summary>Compiles an expression of type URI.</summary>
    public abstract Evaluator<UriValue> BindUri(ExpressionParam expression);

    /// <summary>Compiles an expression of any type.</summary>
    public abstract Evaluator<AttributeValue> BindValue(ExpressionParam expression);
}
