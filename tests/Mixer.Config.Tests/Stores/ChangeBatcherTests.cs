using Microsoft.Extensions.Time.Testing;
using Mixer.Config.Stores;

namespace Mixer.Config.Tests.Stores;

public sealed class ChangeBatcherTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Post_SingleChange_GoesOutAtOnce()
    {
        await using var batcher = Create();
        batcher.Post([Change("a")]);

        Assert.True(batcher.Batches.TryRead(out var batch));
        Assert.Single(batch);
    }

    [Fact]
    public async Task Post_WithinWindow_CollectsIntoOneBatch()
    {
        await using var batcher = Create();
        batcher.Post([Change("a")]);
        Assert.True(batcher.Batches.TryRead(out _));
        batcher.Post([Change("b")]);
        batcher.Post([Change("c"), Change("b")]);
        Assert.False(batcher.Batches.TryRead(out _));

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(batcher.Batches.TryRead(out var batch));
        Assert.Equal(["b", "c"], batch.Select(c => c.Key.Name));
        batcher.Post([Change("d")]);
        Assert.False(batcher.Batches.TryRead(out _));
    }

    [Fact]
    public async Task Post_ChangedThenMoved_IsStillAChange()
    {
        await using var batcher = Create();
        batcher.Post([Change("a")]);
        Assert.True(batcher.Batches.TryRead(out _));
        batcher.Post([Change("b")]);
        batcher.Post([Change("b") with { IsMove = true }, Change("c") with { IsMove = true }]);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(batcher.Batches.TryRead(out var batch));
        Assert.Equal([("b", false), ("c", true)], batch.Select(change => (change.Key.Name, change.IsMove)));
    }

    [Fact]
    public async Task Post_AfterQuietWindow_GoesOutAtOnce()
    {
        await using var batcher = Create();
        batcher.Post([Change("a")]);
        _time.Advance(TimeSpan.FromSeconds(1));
        batcher.Post([Change("b")]);

        Assert.True(batcher.Batches.TryRead(out _));
        Assert.True(batcher.Batches.TryRead(out _));
    }

    [Fact]
    public async Task Post_Nothing_OpensNoWindow()
    {
        await using var batcher = Create();
        batcher.Post([]);
        batcher.Post([Change("a")]);

        Assert.True(batcher.Batches.TryRead(out _));
    }

    private static ResourceChange Change(string name) => new(new ResourceKey("rule", "ns", name), null);

    private ChangeBatcher Create() => new(TimeSpan.FromSeconds(1), _time);
}
