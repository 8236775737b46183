using CsCheck;
using Google.Protobuf;
using Microsoft.Extensions.Time.Testing;
using Mixer.Api.V1;
using Mixer.Attributes;
using Mixer.Attributes.Wire;
using Mixer.Sdk;
using Mixer.Sdk.Values;
using StringMap = Mixer.Sdk.Values.StringMap;

namespace Mixer.CheckCaching.Tests;

/// <summary>
/// Random decision programs over random requests: with the cache every request gets the verdict and the references that it gets without.
/// Requests differ in values, kinds, presence, map keys and undecodable values; some attributes are generated from others.
/// </summary>
public sealed class CachedVerdictProperty
{
    private static readonly string[] Names = ["context.reporter.kind", "destination.namespace", "destination.service", "source.namespace", "s", "t", "m", "n"];
    private static readonly Vocabulary Words = new(Names.Select(name => KeyValuePair.Create(name, AttributeType.String)));
    private static readonly string[] Texts = ["a", "b", "inbound", "outbound"];
    private static readonly string[] Keys = ["k", "l", ""];

    private static readonly Gen<AttributeValue?> Sent = Gen.Frequency(
        (3, Gen.Const<AttributeValue?>(default(AttributeValue))),
        (6, Gen.Int[0, 3].Select(i => (AttributeValue?)new AttributeValue(Texts[i]))),
        (1, Gen.Int[0, 1].Select(i => (AttributeValue?)new AttributeValue((long)i))),
        (5, Gen.Dictionary(Gen.Int[0, 2].Select(i => Keys[i]), Gen.Int[0, 1].Select(i => Texts[i]))[0, 3].Select(m => (AttributeValue?)new AttributeValue(StringMap.Create(m)))),
        (1, Gen.Int[0, 0].Select(_ => (AttributeValue?)null)));

    private static readonly Gen<AttributeValue?[]> Request = Sent.Array[Names.Length];

    // A step is (what to do, attribute, key or constant, where to go if it holds, where to go if not); going on from the last step ends a rule.
    private static readonly Gen<Step> AnyStep =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, Names.Length - 1], Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[1, 3], (kind, name, operand, yes, no) => new Step(kind, name, operand, yes, no));

    [Fact]
    public void TryGet_AnyRulesAndRequests_AgreesWithEvaluation() =>
        Gen.Select(AnyStep.Array[1, 12], Gen.Int[0, 2], Gen.Bool, Request.Array[2, 60]).Sample((program, generators, readsRoot, requests) =>
        {
            var cache = new CheckCache(1000, new FakeTimeProvider());
            foreach (var request in requests)
            {
                var expected = Fill(request);
                var verdict = Evaluate(expected, program, generators, readsRoot);
                var bag = Fill(request);
                if (cache.TryGet(bag, out var hit))
                {
                    Assert.Equal(verdict, hit.ValidUseCount);
                    Assert.True(bag.References.SetEquals(expected.References));
                }
                else
                {
                    cache.Store(expected, new CheckResult(Status.Ok, Duration.FromSeconds(1), verdict));
                    if (!request.Contains(null))
                    {
                        Assert.True(cache.TryGet(bag, out hit));
                        Assert.Equal(verdict, hit.ValidUseCount);
                    }
                }
            }
        }, iter: 600);

    private static int Evaluate(AttributeBag bag, Step[] program, int generators, bool readsRoot)
    {
        // Attribute generators: the value of one attribute decides that of another which the caller did not send.
        for (var i = 0; i < generators; i++)
        {
            if (bag.TryGet(Words.SlotOf(Names[i + 4]), out var input))
            {
                if (input.Kind == AttributeKind.StringMap)
                {
                    bag.RecordWholeMap(Words.SlotOf(Names[i + 4]));
                }

                bag.TryAddGenerated(Words.SlotOf(Names[i + 5]), input);
                bag.TryAddGenerated(Words.SlotOf("m"), input);
            }
        }

        if (readsRoot)
        {
            bag.TryGet(Words.ReporterKindSlot, out var kind);
            bag.TryGet(kind.Kind == AttributeKind.String && kind.AsString == "outbound" ? Words.SourceNamespaceSlot : Words.DestinationNamespaceSlot, out _);
            bag.TryGet(Words.DestinationServiceSlot, out _);
        }

        var path = 17;
        for (var at = 0; at < program.Length;)
        {
            var step = program[at];
            var holds = Holds(bag, step);
            path = (path * 31 + at * 2 + (holds ? 1 : 0)) & 0xffffff;
            at += holds ? step.Yes : step.No;
        }

        return path + 1;
    }

    private static bool Holds(AttributeBag bag, Step step)
    {
        var slot = Words.SlotOf(Names[step.Name]);
        if (!bag.TryGet(slot, out var value))
        {
            return false;
        }

        switch (step.Kind)
        {
            case 0:
                return value.Kind == AttributeKind.String && value.AsString == Texts[step.Operand];
            case 1:
                return value.Kind == AttributeKind.StringMap
                    && bag.TryGetEntry(slot, value.AsStringMap, Keys[step.Operand % Keys.Length], out var text)
                    && text == "a";
            case 2 when value.Kind == AttributeKind.StringMap:
                bag.RecordWholeMap(slot);
                return value.AsStringMap.Count > step.Operand % 2;
            default:
                return true;
        }
    }

    private static AttributeBag Fill(AttributeValue?[] request)
    {
        var encoder = new AttributeEncoder();
        for (var i = 0; i < request.Length; i++)
        {
            encoder.Set(Names[i], request[i] ?? default);
        }

        var attributes = encoder.ToCompressed();
        for (var i = 0; i < request.Length; i++)
        {
            if (request[i] is null)
            {
                attributes.Words.Add(Names[i]);
                attributes.Strings[-attributes.Words.Count] = 99999;
            }
        }

        Assert.True(CheckRequestFrame.TryParse(new CheckRequest { Attributes = attributes }.ToByteArray(), out var frame, out var error), error);
        var bag = new AttributeBag(Words);
        frame.FillBag(bag);
        return bag;
    }

    private sealed record Step(int Kind, int Name, int Operand, int Yes, int No);
}
