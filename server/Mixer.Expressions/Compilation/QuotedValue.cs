using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Expressions.Compilation;

/// <summary>A caller's value inside an error text: cut where it is long, since a message may hold many errors.</summary>
internal static class QuotedValue
{
    public static string Of(in AttributeValue value) => Excerpt.Of(value.ToString());
}
