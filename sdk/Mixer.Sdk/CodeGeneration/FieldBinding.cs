using Mixer.Sdk.Values;

namespace Mixer.Sdk.CodeGeneration;

/// <summary>
/// Turns what an operator wrote for a field into its builder; called by generated instance builders while a snapshot is built, on one thread.
/// A field left unset (no param, or an empty expression) always yields its default.
/// </summary>
public static class FieldBinding
{
    /// <summary>A field of type STRING; unset: empty.</summary>
    public static FieldBuilder<string> String(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? new ExpressionField<string>(binder.BindString(e), binder.InstanceName, e.Path) : new ConstantField<string>("");

    /// <summary>A field of type INT64; unset: zero.</summary>
    public static FieldBuilder<long> Int64(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindInt64(e), binder, e) : new ConstantField<long>(default);

    /// <summary>A field of type DOUBLE; unset: zero.</summary>
    public static FieldBuilder<double> Double(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindDouble(e), binder, e) : new ConstantField<double>(default);

    /// <summary>A field of type BOOL; unset: false.</summary>
    public static FieldBuilder<bool> Bool(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindBool(e), binder, e) : new ConstantField<bool>(default);

    /// <summary>A field of type TIMESTAMP; unset: the Unix epoch.</summary>
    public static FieldBuilder<Timestamp> Timestamp(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindTimestamp(e), binder, e) : new ConstantField<Timestamp>(default);

    /// <summary>A field of type DURATION; unset: zero.</summary>
    public static FieldBuilder<Duration> Duration(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindDuration(e), binder, e) : new ConstantField<Duration>(default);

    /// <summary>A field of type IP_ADDRESS; unset: no bytes.</summary>
    public static FieldBuilder<IpAddress> IpAddress(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindIpAddress(e), binder, e) : new ConstantField<IpAddress>(default);

    /// <summary>A field of type DNS_NAME; unset: empty.</summary>
    public static FieldBuilder<DnsName> DnsName(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindDnsName(e), binder, e) : new ConstantField<DnsName>(default);

    /// <summary>A field of type EMAIL_ADDRESS; unset: empty.</summary>
    public static FieldBuilder<EmailAddress> EmailAddress(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindEmailAddress(e), binder, e) : new ConstantField<EmailAddress>(default);

    /// <summary>A field of type URI; unset: empty.</summary>
    public static FieldBuilder<UriValue> Uri(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindUri(e), binder, e) : new ConstantField<UriValue>(default);

    /// <summary>A field of any type; unset: no value.</summary>
    public static FieldBuilder<AttributeValue> Value(Param? param, ExpressionBinder binder) =>
        param is ExpressionParam { Text.Length: > 0 } e ? Field(binder.BindValue(e), binder, e) : new ConstantField<AttributeValue>(default);

    /// <summary>A map whose values <paramref name="bind"/> makes; unset: empty.</summary>
    /// <typeparam name="T">Type of the values.</typeparam>
    public static FieldBuilder<IReadOnlyDictionary<string, T>> Map<T>(Param? param, ExpressionBinder binder, Func<Param?, ExpressionBinder, FieldBuilder<T>> bind)
    {
        if (param is not MapParam map)
        {
            return new MapField<T>([]);
        }

        var entries = new KeyValuePair<string, FieldBuilder<T>>[map.Entries.Length];
        for (var i = 0; i < entries.Length; i++)
        {
            entries[i] = new(map.Entries[i].Key, bind(map.Entries[i].Value, binder));
        }

        return new MapField<T>(entries);
    }

    /// <summary>The fields of a nested message or of an instance, in the order of the schema; as many nulls as needed if it is no message.</summary>
    public static Param?[] Fields(Param? param, int count)
    {
        var fields = new Param?[count];
        if (param is MessageParam { Fields.IsDefault: false } message)
        {
            message.Fields.AsSpan(0, Math.Min(count, message.Fields.Length)).CopyTo(fields);
        }

        return fields;
    }

    private static ExpressionField<T> Field<T>(Evaluator<T> evaluator, ExpressionBinder binder, ExpressionParam param) =>
        new(evaluator, binder.InstanceName, param.Path);
}
