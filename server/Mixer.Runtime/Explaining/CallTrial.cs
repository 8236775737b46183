using Mixer.Attributes;
using Mixer.Runtime.Dispatching;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>A check that was really carried out, with the explanation of what came of it. Immutable.</summary>
/// <param name="Explanation">What the rules had to do with it; the attributes that generators added are there.</param>
/// <param name="Error">Why there is no verdict; null if there is one.</param>
/// <param name="Verdict">The verdict; meaningless with an error.</param>
/// <param name="Referenced">What the verdict depends on: attributes by name, map entries as <c>name[key]</c>, those that were absent with <c>!</c> in front; sorted.</param>
public sealed record CallTrial(CallExplanation Explanation, string? Error, CheckResult Verdict, IReadOnlyList<string> Referenced)
{
    /// <summary>Runs generators and check adapters for a call with these attributes on <paramref name="route"/>, which the caller has entered, and explains it.</summary>
    internal static async Task<CallTrial> RunAsync(
        Route route, CallExplainer explainer, IReadOnlyCollection<KeyValuePair<string, AttributeValue>> attributes, ExplainQuery query, CancellationToken cancellation)
    {
        var bag = new AttributeBag(route.Vocabulary);
        var notices = CallExplainer.Fill(bag, attributes);
        var error = await route.PreprocessAsync(bag, cancellation).ConfigureAwait(false);
        if (error is not null)
        {
            return new CallTrial(explainer.Explain(bag, notices, query), "preprocessing attributes failed: " + error, default, ReferencedIn(bag));
        }

        var outcome = await route.CheckAsync(bag, cancellation).ConfigureAwait(false);
        var referenced = ReferencedIn(bag);
        return new CallTrial(
            explainer.Explain(bag, notices, query), outcome.Error is null ? null : "performing check operation failed: " + outcome.Error, outcome.Result, referenced);
    }

    private static List<string> ReferencedIn(AttributeBag bag)
    {
        var (vocabulary, references) = (bag.Vocabulary, bag.References);
        var names = new List<string>();
        for (var slot = 0; slot < vocabulary.Count; slot++)
        {
            var bit = 1UL << slot;
            if ((references.Present[slot >> 6] & bit) != 0)
            {
                names.Add(vocabulary.NameOf(slot));
            }
            else if ((references.Absent[slot >> 6] & bit) != 0)
            {
                names.Add("!" + vocabulary.NameOf(slot));
            }
        }

        names.AddRange(references.Keys.Select(key => $"{(key.Present ? "" : "!")}{vocabulary.NameOf(key.Slot)}[{key.Key}]"));
        names.Sort((left, right) => string.CompareOrdinal(left.TrimStart('!'), right.TrimStart('!')));
        return names;
    }
}
