namespace Mixer.Generators.Protos;

/// <summary>Finds what a type name means where it is written: proto looks from the innermost package outwards.</summary>
internal static class ProtoScopes
{
    /// <summary>
    /// The name of a message of <paramref name="package"/> (one of <paramref name="messages"/>) or of a type of the policy package if
    /// <paramref name="type"/> means it, otherwise <paramref name="type"/> as written. The package prefix is compared without case, as the
    /// reference does (spec 04 section 12).
    /// </summary>
    public static string Resolve(string package, string type, ICollection<string> messages)
    {
        if (messages.Contains(type))
        {
            return type;
        }

        for (var scope = package; ; scope = scope.Contains('.') ? scope.Substring(0, scope.LastIndexOf('.')) : "")
        {
            var full = scope.Length == 0 ? type : scope + "." + type;
            if (package.Length > 0 && full.StartsWith(package + ".", StringComparison.OrdinalIgnoreCase) && messages.Contains(full.Substring(package.Length + 1)))
            {
                return full.Substring(package.Length + 1);
            }

            if (full.StartsWith(Templates.FieldTypes.PolicyPackage, StringComparison.Ordinal) || scope.Length == 0)
            {
                return full;
            }
        }
    }
}
