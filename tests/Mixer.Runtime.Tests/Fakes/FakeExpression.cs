using System.Diagnostics.CodeAnalysis;
using Mixer.Attributes;
using Mixer.Expressions;
using Mixer.Sdk.CodeGeneration;
using Mixer.Sdk.Values;

namespace Mixer.Runtime.Tests.Fakes;

/// <summary>A condition or value given by code; false from the delegate's bool is an evaluation error.</summary>
internal sealed class FakeExpression(string text, AttributeType type, Func<AttributeBag, AttributeValue?> evaluate, LeadingEquality? leading = null) : CompiledExpression
{
    private int _evaluations;

    public int Evaluations => Volatile.Read(ref _evaluations);

    public override string Text => text;

    public override AttributeType Type => type;

    public override LeadingEquality? LeadingEquality => leading;

    public override IReadOnlyList<ExpressionError> Warnings => [];

    public static FakeExpression Constant(bool value) => new(value ? "true" : "1 == 2", AttributeType.Bool, _ => new AttributeValue(value));

    /// <summary><c>name == "value"</c>, with or without what a router may know of it.</summary>
    public static FakeExpression Equal(Vocabulary vocabulary, string name, string value, bool indexed = true, Func<AttributeBag, AttributeValue?>? andThen = null)
    {
        var slot = vocabulary.SlotOf(name);
        return new FakeExpression($"{name} == \"{value}\"", AttributeType.Bool, bag => Compare(bag, slot, name, value, andThen),
            indexed ? new LeadingEquality(slot, null, [new AttributeValue(value)]) : null);
    }

    /// <summary><c>name == number</c>, for which callers may send an integer or a duration.</summary>
    public static FakeExpression Equal(Vocabulary vocabulary, string name, long number)
    {
        var slot = vocabulary.SlotOf(name);
        return new FakeExpression(FormattableString.Invariant($"{name} == {number}"), AttributeType.Bool, bag => Compare(bag, slot, name, number),
            new LeadingEquality(slot, null, [new AttributeValue(new Duration(number)), new AttributeValue(number)]));
    }

    /// <summary><c>name["key"] == "value"</c>.</summary>
    public static FakeExpression EntryEqual(Vocabulary vocabulary, string name, string key, string value, bool indexed = true)
    {
        var slot = vocabulary.SlotOf(name);
        return new FakeExpression($"{name}[\"{key}\"] == \"{value}\"", AttributeType.Bool, bag =>
        {
            if (!bag.TryGet(slot, out var map))
            {
                bag.Fail($"lookup failed: '{name}'");
                return null;
            }

            if (!bag.TryGetEntry(slot, map.AsStringMap, key, out var text))
            {
                bag.Fail($"member lookup failed: '{key}'");
                return null;
            }

            return new AttributeValue(text == value);
        }, indexed ? new LeadingEquality(slot, key, [new AttributeValue(value)]) : null);
    }

    public static FakeExpression Attribute(Vocabulary vocabulary, string name, AttributeType type)
    {
        var slot = vocabulary.SlotOf(name);
        return new FakeExpression(name, type, bag =>
        {
            if (bag.TryGet(slot, out var value))
            {
                return value;
            }

            bag.Fail($"lookup failed: '{name}'");
            return null;
        });
    }

    public override Evaluator<T> As<T>()
    {
        if (typeof(T) == typeof(bool))
        {
            return (Evaluator<T>)(object)new BoolEvaluator(this);
        }

        return (Evaluator<T>)(object)new ValueEvaluator(this);
    }

    private static AttributeValue? Compare(AttributeBag bag, int slot, string name, string value, Func<AttributeBag, AttributeValue?>? andThen)
    {
        if (!bag.TryGet(slot, out var found))
        {
            bag.Fail($"lookup failed: '{name}'");
            return null;
        }

        var equal = found.Kind == AttributeKind.String && found.AsString == value;
        return !equal ? new AttributeValue(false) : andThen is null ? new AttributeValue(true) : andThen(bag);
    }

    private static AttributeValue? Compare(AttributeBag bag, int slot, string name, long number)
    {
        if (bag.TryGet(slot, out var found))
        {
            return new AttributeValue(found.AsInt64 == number);
        }

        bag.Fail($"lookup failed: '{name}'");
        return null;
    }

    private AttributeValue? Run(EvaluationContext context)
    {
        Interlocked.Increment(ref _evaluations);
        return evaluate((AttributeBag)context);
    }

    private sealed class BoolEvaluator(FakeExpression owner) : Evaluator<bool>
    {
        public override bool TryEvaluate(EvaluationContext context, out bool value)
        {
            var result = owner.Run(context);
            value = result is { } found && found.AsBool;
            return result is not null;
        }
    }

    private sealed class ValueEvaluator(FakeExpression owner) : Evaluator<AttributeValue>
    {
        public override bool TryEvaluate(EvaluationContext context, [MaybeNullWhen(false)] out AttributeValue value)
        {
            var result = owner.Run(context);
            value = result ?? default;
            return result is not null;
        }
    }
}
