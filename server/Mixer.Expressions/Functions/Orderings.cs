using Mixer.Expressions.Compilation;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Functions;

/// <summary>By the bytes of UTF-8, which is by code points; UTF-16 code units would put surrogates before U+E000.</summary>
internal readonly struct StringOrdering : IOrdering<string>
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length.CompareTo(right.Length);
        }

        var (a, b) = (left[common], right[common]);
        return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
    }
}

internal readonly struct Int64Ordering : IOrdering<long>
{
    public static int Compare(long left, long right) => left.CompareTo(right);
}

internal readonly struct TimestampOrdering : IOrdering<Timestamp>
{
    public static int Compare(Timestamp left, Timestamp right) => left.CompareTo(right);
}

internal readonly struct DurationOrdering : IOrdering<Duration>
{
    public static int Compare(Duration left, Duration right) => left.CompareTo(right);
}

internal readonly struct NegateInt64 : IUnary<long, long>
{
    public static string? Apply(long operand, out long result)
    {
        result = unchecked(-operand);
        return null;
    }
}

internal readonly struct NegateDouble : IUnary<double, double>
{
    public static string? Apply(double operand, out double result)
    {
        result = -operand;
        return null;
    }
}

internal readonly struct NegateDuration : IUnary<Duration, Duration>
{
    public static string? Apply(Duration operand, out Duration result)
    {
        result = new Duration(unchecked(-operand.Nanoseconds));
        return null;
    }
}
