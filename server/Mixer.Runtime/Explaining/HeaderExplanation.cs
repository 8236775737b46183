using Mixer.Config.Model;

namespace Mixer.Runtime.Explaining;

/// <summary>What a rule that applies does to one header, if the check is OK.</summary>
/// <param name="IsOfResponse">Of the response; otherwise of the request.</param>
/// <param name="Name">The header.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Values">The values, each with its place in the rule; one without value and error depends on what an adapter will say. None for a removal.</param>
public sealed record HeaderExplanation(bool IsOfResponse, string Name, HeaderOperationKind Kind, IReadOnlyList<FieldExplanation> Values)
{
    /// <summary>For example <c>request header x-user: append</c>.</summary>
    public string Title => $"{(IsOfResponse ? "response" : "request")} header {Name}: {OperationOf(Kind)}";

    /// <summary>The word for an operation.</summary>
    internal static string OperationOf(HeaderOperationKind kind) =>
        kind switch
        {
            HeaderOperationKind.Remove => "remove",
            HeaderOperationKind.Append => "append",
            _ => "replace",
        };
}
