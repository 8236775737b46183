using CsCheck;
using Mixer.Adapters.MemQuota;

namespace Mixer.Adapters.Tests.MemQuota;

public sealed class RollingWindowTests
{
    [Fact]
    public void TryAllocate_SequenceOfTheSpec_AnswersAsTheSpec()
    {
        var window = new RollingWindow(limit: 5, ticks: 3);

        Assert.False(window.TryAllocate(6, 1));
        Assert.True(window.TryAllocate(1, 1));
        Assert.True(window.TryAllocate(2, 1));
        Assert.True(window.TryAllocate(2, 1));
        Assert.False(window.TryAllocate(1, 1));
        Assert.False(window.TryAllocate(1, 3));
        Assert.True(window.TryAllocate(1, 4));
        Assert.Equal(4, window.Available);
        Assert.True(window.TryAllocate(4, 5));
        Assert.False(window.TryAllocate(1, 5));
        Assert.True(window.TryAllocate(1, 7));
        Assert.Equal(0, window.Available);
        Assert.True(window.TryAllocate(1, 8));
        Assert.Equal(3, window.Available);
        Assert.True(window.TryAllocate(5, 11));
    }

    [Fact]
    public void TryAllocate_ClockStepsBack_CountsAtTheLastTick()
    {
        var window = new RollingWindow(limit: 5, ticks: 3);

        Assert.True(window.TryAllocate(3, 10));
        Assert.True(window.TryAllocate(2, 2));
        Assert.False(window.TryAllocate(1, 12));
        Assert.True(window.TryAllocate(5, 13));
    }

    [Fact]
    public void Release_MoreThanTheLastTick_GoesBackInTime()
    {
        var window = new RollingWindow(limit: 10, ticks: 5);
        window.TryAllocate(4, 1);
        window.TryAllocate(3, 2);

        Assert.Equal(5, window.Release(5, 3));
        Assert.Equal(8, window.Available);
        window.Roll(6);
        Assert.Equal(10, window.Available);
        Assert.True(window.IsIdle);
    }

    [Fact]
    public void Release_MoreThanWasGranted_ReturnsWhatWasGranted()
    {
        var window = new RollingWindow(limit: 10, ticks: 5);
        window.TryAllocate(4, 1);

        Assert.Equal(4, window.Release(300, 2));
        Assert.Equal(0, window.Release(1, 2));
        Assert.Equal(10, window.Available);
    }

    /// <summary>The plain form of the spec: an array of slots that is walked.</summary>
    [Fact]
    public void TryAllocateAndRelease_AnySequence_EqualsTheSlotsOfTheSpec() =>
        Gen.Select(Gen.Int[1, 8], Gen.Select(Gen.Int[-6, 6], Gen.Int[0, 4]).Array[1, 40]).Sample((ticks, steps) =>
        {
            var window = new RollingWindow(10, ticks);
            var slots = new Slots(10, ticks);
            var now = 100L;
            foreach (var (amount, pause) in steps)
            {
                now += pause;
                if (amount > 0)
                {
                    Assert.Equal(slots.TryAllocate(amount, now), window.TryAllocate(amount, now));
                }
                else if (amount < 0)
                {
                    Assert.Equal(slots.Release(-amount, now), window.Release(-amount, now));
                }
            }
        });

    private sealed class Slots(long limit, int count)
    {
        private readonly long[] _used = new long[count];
        private long _available = limit;
        private long _tick;
        private int _current;

        public bool TryAllocate(long amount, long tick)
        {
            Roll(tick);
            if (amount > _available)
            {
                return false;
            }

            _used[_current] += amount;
            _available -= amount;
            return true;
        }

        public long Release(long amount, long tick)
        {
            Roll(tick);
            var released = 0L;
            for (var i = 0; i < count && released < amount; i++)
            {
                ref var slot = ref _used[(_current - i + count) % count];
                var part = Math.Min(slot, amount - released);
                slot -= part;
                released += part;
            }

            _available += released;
            return released;
        }

        private void Roll(long tick)
        {
            for (var behind = Math.Min(tick - _tick, count); behind > 0; behind--)
            {
                _current = (_current + 1) % count;
                _available += _used[_current];
                _used[_current] = 0;
            }

            _tick = tick;
        }
    }
}
