using Mixer.Attributes;
using Mixer.Sdk;
using Mixer.Sdk.Values;

namespace Mixer.CheckCaching.Tests;

/// <summary>Requests as the cache sees them, and what is read of them.</summary>
internal static class Requests
{
    public static readonly Vocabulary Words = new(
    [
        new("destination.service", AttributeType.String),
        new("source.user", AttributeType.String),
        new("request.headers", AttributeType.StringMap),
        new("request.size", AttributeType.Int64),
        new("response.duration", AttributeType.Duration),
        new("source.ip", AttributeType.IpAddress),
    ]);

    public static readonly CheckResult Denied = new(new Status(StatusCode.PermissionDenied, "d.denier:no"), Duration.FromSeconds(300), 50);

    public static void Store(CheckCache cache, string user, Duration? duration = null)
    {
        var bag = Bag(("source.user", user));
        Read(bag, "source.user");
        Assert.True(cache.Store(bag, new CheckResult(Status.Ok, duration ?? Duration.FromSeconds(300), 1)));
    }

    public static AttributeBag Bag(params (string Name, object Value)[] attributes)
    {
        var bag = new AttributeBag(Words);
        foreach (var (name, value) in attributes)
        {
            bag.Set(Words.SlotOf(name), value switch
            {
                string text => new AttributeValue(text),
                int number => new AttributeValue(number),
                long number => new AttributeValue(number),
                Duration span => new AttributeValue(span),
                _ => new AttributeValue((StringMap)value),
            });
        }

        return bag;
    }

    public static StringMap Map(params string[] keysAndValues) =>
        StringMap.Create(keysAndValues.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]));

    public static void Read(AttributeBag bag, string name) => bag.TryGet(Words.SlotOf(name), out _);

    public static void ReadRoot(AttributeBag bag)
    {
        Read(bag, "context.reporter.kind");
        Read(bag, "destination.namespace");
        Read(bag, "destination.service");
    }

    public static void ReadKey(AttributeBag bag, string key)
    {
        var slot = Words.SlotOf("request.headers");
        Assert.True(bag.TryGet(slot, out var map));
        bag.TryGetEntry(slot, map.AsStringMap, key, out _);
    }
}
