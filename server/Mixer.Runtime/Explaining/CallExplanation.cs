using Mixer.Sdk.Values;

namespace Mixer.Runtime.Explaining;

/// <summary>What a configuration does with one call, rule by rule, without calling any adapter. Immutable.</summary>
/// <param name="ConfigId">The configuration's id.</param>
/// <param name="Namespace">Whose rules apply beside those of the default namespace; empty if the call names none.</param>
/// <param name="NamespaceFrom">The attribute that names it; empty if the reporter's kind leaves none.</param>
/// <param name="Attributes">What the call holds, generated values included, in the order of names.</param>
/// <param name="Notices">What is odd about the attributes: names that the configuration does not know, values of another type than declared.</param>
/// <param name="Rules">The rules: those of the default namespace, those of the call's, the others, those not in effect; each in the order of names.</param>
/// <param name="OmittedRules">How many more rules there are that do not apply.</param>
/// <param name="Handlers">The handlers that would be called, each once, in rule order.</param>
public sealed record CallExplanation(
    long ConfigId,
    string Namespace,
    string NamespaceFrom,
    IReadOnlyList<KeyValuePair<string, AttributeValue>> Attributes,
    IReadOnlyList<string> Notices,
    IReadOnlyList<RuleExplanation> Rules,
    int OmittedRules,
    IReadOnlyList<string> Handlers);
