using Mixer.Runtime.Pools;
using Prometheus;

namespace Mixer.Runtime.Tests.Pools;

public sealed class WorkerPoolTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    [Fact]
    public async Task Enter_PoolFull_WaitsInOrder()
    {
        var pool = Create(new PoolOptions { Size = 1 });
        Assert.True(pool.TryEnter());
        var first = pool.EnterAsync(CancellationToken.None).AsTask();
        var second = pool.EnterAsync(CancellationToken.None).AsTask();
        Assert.Equal((1, 2, false), (pool.Running, pool.Waiting, pool.TryEnter()));

        pool.Exit(0);
        Assert.True(await first);
        Assert.False(second.IsCompleted);
        pool.Exit(0);
        Assert.True(await second);
        pool.Exit(0);

        Assert.Equal((0, 0), (pool.Running, pool.Waiting));
    }

    [Fact]
    public async Task Enter_QueueFull_IsRefusedOrWaitsByOverflow()
    {
        var rejecting = Create(new PoolOptions { Size = 1, QueueLength = 1, Overflow = PoolOverflow.Reject });
        var waiting = Create(new PoolOptions { Size = 1, QueueLength = 0 });
        Assert.True(rejecting.TryEnter() && waiting.TryEnter());

        var queued = rejecting.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(await rejecting.EnterAsync(CancellationToken.None));
        var held = waiting.EnterAsync(CancellationToken.None).AsTask();
        Assert.False(held.IsCompleted);
        rejecting.Exit(0);
        waiting.Exit(0);

        Assert.True(await queued);
        Assert.True(await held);
    }

    [Fact]
    public async Task Enter_CancelledWhileWaiting_LeavesTheQueue()
    {
        var pool = Create(new PoolOptions { Size = 1 });
        Assert.True(pool.TryEnter());
        using var cancelling = new CancellationTokenSource();
        var waiting = pool.EnterAsync(cancelling.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(0, pool.Waiting);
        pool.Exit(0);
        Assert.True(pool.TryEnter());
    }

    [Fact]
    public async Task Enter_FromManyThreads_NeverRunsMoreThanItsSizeAndLosesNobody()
    {
        const int Size = 3;
        var pool = Create(new PoolOptions { Size = Size });
        var (running, most, done) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            for (var turn = 0; turn < 2000; turn++)
            {
                Assert.True(await pool.EnterAsync(CancellationToken.None));
                var now = Interlocked.Increment(ref running);
                if (now > Volatile.Read(ref most))
                {
                    Volatile.Write(ref most, now);
                }

                if (turn % 7 == 0)
                {
                    await Task.Yield();
                }

                Interlocked.Decrement(ref running);
                Interlocked.Increment(ref done);
                pool.Exit(0);
            }
        })));

        Assert.Equal((16000, 0, 0), (done, pool.Running, pool.Waiting));
        Assert.InRange(most, 1, Size);
    }

    [Fact]
    public async Task Metrics_OfPools_AreToldApartByName()
    {
        var api = Create(new PoolOptions { Size = 5 });
        _ = new WorkerPool("other", new PoolOptions { Size = 7 }, TimeProvider.System, _registry);
        Assert.True(api.TryEnter());
        using var text = new MemoryStream();

        await _registry.CollectAndExportAsTextAsync(text);

        var lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        Assert.Contains("mixer_worker_pool_limit{pool=\"test\"} 5", lines);
        Assert.Contains("mixer_worker_pool_limit{pool=\"other\"} 7", lines);
        Assert.Contains("mixer_worker_pool_running{pool=\"test\"} 1", lines);
    }

    [Theory]
    [InlineData(0, -1, "api worker pool size must be >= 0 and <= 2^31-1, got pool size 0")]
    [InlineData(1L << 31, -1, "api worker pool size must be >= 0 and <= 2^31-1, got pool size 2147483648")]
    [InlineData(1, 1L << 31, "api worker pool queue length must be <= 2^31-1, got 2147483648")]
    [InlineData(1, 0, null)]
    public void Options_OutOfRange_AreRefused(long size, long queue, string? expected) =>
        Assert.Equal(expected, new PoolOptions { Size = size, QueueLength = queue }.Validate("api worker pool"));

    private WorkerPool Create(PoolOptions options) => new("test", options, TimeProvider.System, _registry);
}
