using Mixer.Adapters.MemQuota;
using Mixer.Sdk.Values;

namespace Mixer.Adapters.Tests.MemQuota;

public sealed class DeduplicationTests
{
    private static readonly Grant Answer = new(3, Duration.FromSeconds(10));

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 1999, true)]
    [InlineData(0, 2000, false)]
    [InlineData(900, 1999, true)]
    [InlineData(900, 2000, false)]
    [InlineData(0, 999_999, false)]
    public void TryGet_BetweenOnceAndTwiceTheMinimum_FollowsTheGeneration(long added, long asked, bool found)
    {
        var answers = new Deduplication(Duration.FromSeconds(1));
        answers.Add("id", Answer, Milliseconds(added));

        Assert.Equal(found, answers.TryGet("id", Milliseconds(asked), out _));
    }

    [Fact]
    public void TryGet_Later_GivesWhatIsLeftOfTheDuration()
    {
        var answers = new Deduplication(Duration.FromSeconds(60));
        answers.Add("id", Answer, Duration.Zero);

        Assert.True(answers.TryGet("id", Duration.FromSeconds(4), out var answer));
        Assert.Equal(new Grant(3, Duration.FromSeconds(6)), answer);
        Assert.True(answers.TryGet("id", Duration.FromSeconds(40), out answer));
        Assert.Equal(new Grant(3, Duration.Zero), answer);
    }

    [Fact]
    public void Add_MoreIdsThanTheCapacity_ForgetsTheOldest()
    {
        var answers = new Deduplication(Duration.FromSeconds(60), capacity: 10);
        for (var i = 0; i < 100; i++)
        {
            answers.Add($"id{i}", Answer, Duration.Zero);
        }

        Assert.InRange(answers.Count, 10, 20);
        Assert.True(answers.TryGet("id99", Duration.Zero, out _));
        Assert.False(answers.TryGet("id0", Duration.Zero, out _));
    }

    private static Duration Milliseconds(long count) => new(count * Duration.Millisecond);
}
