using Mixer.Adapters.List;

namespace Mixer.Adapters.Tests.List;

public sealed class EntryListTests
{
    private const Params.Types.ListEntryType Strings = Params.Types.ListEntryType.Strings;
    private const Params.Types.ListEntryType IgnoreCase = Params.Types.ListEntryType.CaseInsensitiveStrings;
    private const Params.Types.ListEntryType Addresses = Params.Types.ListEntryType.IpAddresses;
    private const Params.Types.ListEntryType Patterns = Params.Types.ListEntryType.Regex;

    [Theory]
    [InlineData(Strings, "a\nb", "a", true)]
    [InlineData(Strings, "a\nb", "A", false)]
    [InlineData(Strings, "a\nb", "a\nb", false)]
    [InlineData(Strings, "a\r\nb\r\n", "a", true)]
    [InlineData(Strings, "a\r\nb\r\n", "b", true)]
    [InlineData(Strings, " a ", "a", false)]
    [InlineData(Strings, "a\n\nb", "", false)]
    [InlineData(IgnoreCase, "Abc", "aBC", true)]
    [InlineData(IgnoreCase, "stra\u00dfe", "STRASSE", false)]
    [InlineData(IgnoreCase, "stra\u00dfe", "STRA\u00dfE", true)]
    [InlineData(IgnoreCase, "\u00e9", "\u00c9", true)]
    [InlineData(Patterns, "a*b\n^efg$", "abc", true)]
    [InlineData(Patterns, "a*b\n\n^efg$", "efgh", false)]
    [InlineData(Patterns, ".*", "", true)]
    [InlineData(Patterns, "", "", false)]
    [InlineData(Addresses, "whitelist: [10.10.11.2, 9.9.9.9/28]", "9.9.9.1", true)]
    [InlineData(Addresses, "whitelist: [10.10.11.2, 9.9.9.9/28]", "9.9.9.16", false)]
    [InlineData(Addresses, "whitelist: [10.10.11.2, 9.9.9.9/28]", "10.10.11.2", true)]
    [InlineData(Addresses, "{\"WHITELIST\": [\"10.10.11.2\"], \"more\": 1}", "10.10.11.2", true)]
    [InlineData(Addresses, "{\"WHITELIST\": [\"10.10.11.2\"]}", "::ffff:10.10.11.2", true)]
    [InlineData(Addresses, "whitelist:\n- ::1\n", "::1", true)]
    [InlineData(Addresses, "whitelist:\n- ::1\n", "::2", false)]
    [InlineData(Addresses, "whitelist:\n- ::1\n", "0.0.0.1", false)]
    [InlineData(Addresses, "whitelist: ['2001:db8::/32']", "2001:db8:ffff::9", true)]
    [InlineData(Addresses, "whitelist: ['2001:db8::/32']", "2001:db9::", false)]
    [InlineData(Addresses, "whitelist: ['::/0']", "1.2.3.4", false)]
    [InlineData(Addresses, "whitelist: ['::/0']", "fe80::1", true)]
    [InlineData(Addresses, "whitelist: ['0.0.0.0/0']", "1.2.3.4", true)]
    [InlineData(Addresses, "whitelist: ['::ffff:10.0.0.0/104']", "10.1.2.3", true)]
    [InlineData(Addresses, "", "1.2.3.4", false)]
    [InlineData(Addresses, "whitelist:", "1.2.3.4", false)]
    [InlineData(Addresses, "whitelist: []", "1.2.3.4", false)]
    [InlineData(Addresses, "~", "1.2.3.4", false)]
    [InlineData(Addresses, "other: {a: [1, {b: 2}]}\nwhitelist: [1.2.3.4]", "1.2.3.4", true)]
    [InlineData(Addresses, "[a, b]: c\nWhiteList:\n  - '1.2.3.4'", "1.2.3.4", true)]
    public void Find_ValueInABody_IsPresentOrAbsent(Params.Types.ListEntryType type, string body, string value, bool present) =>
        Assert.Equal(present ? Membership.Present : Membership.Absent, Parse(type, body).Find(value));

    [Theory]
    [InlineData("XYZ")]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("010.1.1.1")]
    [InlineData("1.2.3.4/32")]
    [InlineData("[::1]")]
    [InlineData("fe80::1%eth0")]
    [InlineData("1.2.3.4 ")]
    public void Find_NoAddressInAnAddressList_IsInvalid(string value) =>
        Assert.Equal(Membership.Invalid, Parse(Addresses, "whitelist: [0.0.0.0/0]").Find(value));

    [Theory]
    [InlineData(Strings, "", "o", 1)]
    [InlineData(Strings, "a", "o", 2)]
    [InlineData(Strings, "a", "", 1)]
    [InlineData(Patterns, "a", "^o$", 2)]
    [InlineData(Addresses, "whitelist: [1.1.1.1]", "2.2.2.2", 2)]
    public void Count_BodyAndOverride_AreBothIn(Params.Types.ListEntryType type, string body, string entry, int count) =>
        Assert.Equal(count, Parse(type, body, entry).Count);

    [Theory]
    [InlineData(Addresses, "- JUNK", "could not unmarshal data from list <")]
    [InlineData(Addresses, "1.2.3.4", "could not unmarshal data from list <")]
    [InlineData(Addresses, "whitelist: 1.2.3.4", "could not unmarshal data from list <")]
    [InlineData(Addresses, "whitelist: [[1.2.3.4]]", "could not unmarshal data from list <")]
    [InlineData(Addresses, "whitelist: (#\"\n{[[}i\n1\n-'hh ]/'&]ll*lw[i", "could not unmarshal data from list <")]
    [InlineData(Addresses, "{whitelist: [", "could not unmarshal data from list <")]
    [InlineData(Addresses, "whitelist: [X]", "could not parse list entry X: invalid CIDR address: X/32")]
    [InlineData(Addresses, "whitelist: [1.2.3.4/33]", "could not parse list entry 1.2.3.4/33: invalid CIDR address: 1.2.3.4/33")]
    [InlineData(Addresses, "whitelist: [5]", "could not parse list entry 5: invalid CIDR address: 5/32")]
    [InlineData(Patterns, "ok\n[", "error parsing regexp: missing closing ]: `[`")]
    public void TryParse_BadBody_SaysWhy(Params.Types.ListEntryType type, string body, string error)
    {
        Assert.False(new EntryListParser(new Params { EntryType = type }).TryParse(body, out _, out var fault));
        Assert.StartsWith(error, fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("whitelist: ")]
    [InlineData("other: ")]
    [InlineData("")]
    public void TryParse_BodyNestedWithoutEnd_IsRefusedAtOnce(string start)
    {
        var parser = new EntryListParser(new Params { EntryType = Addresses });

        Assert.False(parser.TryParse(start + new string('[', 1_000_000), out _, out var fault));
        Assert.StartsWith("could not unmarshal data from list <", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_AnyBody_NeverThrows() =>
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.String[CsCheck.Gen.Char["whitelst:[]{}-\n ,'\"&*!|>#1./"], 0, 30], CsCheck.Gen.Bool),
            (text, prefix) => Assert.True(
                new EntryListParser(new Params { EntryType = Addresses }).TryParse((prefix ? "whitelist: " : "") + text, out _, out var error)
                || error.Length > 0));

    private static IEntryList Parse(Params.Types.ListEntryType type, string body, params string[] overrides)
    {
        var config = new Params { EntryType = type };
        config.Overrides.AddRange(overrides);
        Assert.True(new EntryListParser(config).TryParse(body, out var list, out var error), error);
        return list;
    }
}
