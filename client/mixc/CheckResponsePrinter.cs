using System.Globalization;
using System.Text;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Sdk.Values;
using WireReferences = Mixer.Api.V1.ReferencedAttributes;

namespace Mixer.Client;

/// <summary>The text of a reply to Check (spec 07 section 12).</summary>
internal static class CheckResponsePrinter
{
    public static string Print(CheckResponse response)
    {
        var precondition = response.Precondition ?? new CheckResponse.Types.PreconditionResult();
        var text = new StringBuilder("Check RPC completed successfully. Check status was ");
        text.Append(StatusText.Verdict(precondition.Status)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"  Valid use count: {precondition.ValidUseCount}, valid duration: {Span(precondition.ValidDuration)}\n");
        text.Append("  Referenced Attributes\n");
        foreach (var line in References(precondition.ReferencedAttributes ?? new WireReferences()).Order(StringComparer.Ordinal))
        {
            text.Append("    ").Append(line).Append('\n');
        }

        text.Append('\n');
        if (response.Quotas.Count > 0)
        {
            AppendQuotas(text, response);
        }

        return text.ToString();
    }

    private static void AppendQuotas(StringBuilder text, CheckResponse response)
    {
        List<(string Name, string Amount, string Duration)> rows =
        [
            ("Quota", "Granted Amount", "Duration"),
            .. response.Quotas
                .OrderBy(q => q.Key, StringComparer.Ordinal)
                .Select(q => (q.Key, q.Value.GrantedAmount.ToString(CultureInfo.InvariantCulture), Span(q.Value.ValidDuration))),
        ];
        var nameWidth = rows.Max(r => r.Name.Length) + 2;
        var amountWidth = rows.Max(r => r.Amount.Length) + 2;
        foreach (var (name, amount, duration) in rows)
        {
            text.Append("  ").Append(name.PadRight(nameWidth)).Append(amount.PadRight(amountWidth)).Append(duration).Append('\n');
        }

        text.Append('\n');
    }

    private static IEnumerable<string> References(WireReferences references)
    {
        foreach (var match in references.AttributeMatches)
        {
            var condition = match.Condition switch
            {
                WireReferences.Types.Condition.Unspecified => "CONDITION_UNSPECIFIED",
                WireReferences.Types.Condition.Absence => "ABSENCE",
                WireReferences.Types.Condition.Exact => "EXACT",
                WireReferences.Types.Condition.Regex => "REGEX",
                _ => ((int)match.Condition).ToString(CultureInfo.InvariantCulture),
            };
            var key = match.MapKey == 0 ? "" : "::" + Word(references, match.MapKey);
            yield return Word(references, match.Name) + key + " " + condition;
        }
    }

    private static string Word(WireReferences references, int index)
    {
        var words = index < 0 ? references.Words : GlobalDictionary.Words;
        var slot = index < 0 ? -(index + 1) : index;
        return slot < words.Count ? words[slot] : string.Create(CultureInfo.InvariantCulture, $"<word {index}>");
    }

    private static string Span(Google.Protobuf.WellKnownTypes.Duration? duration)
    {
        var nanoseconds = duration is null ? 0 : (Int128)duration.Seconds * Duration.Second + duration.Nanos;
        return new Duration((long)Int128.Clamp(nanoseconds, long.MinValue, long.MaxValue)).ToString();
    }
}
