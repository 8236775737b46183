using Mixer.Config.Stores;
using Mixer.Config.Tests.Fakes;

namespace Mixer.Config.Tests.Stores;

public sealed class ScriptedConfigStoreTests
{
    [Fact]
    public async Task Set_NewContent_BecomesOneBatch()
    {
        await using var store = new ScriptedConfigStore(TestConfig.Document("rule", "a", "match: x") + "\n---\n" + TestConfig.Document("rule", "b", "match: x"));
        Assert.Equal(2, store.List().Count);
        Assert.False(store.Changes.TryRead(out _));

        store.Set(TestConfig.Document("rule", "a", "match: y") + "\n---\n" + TestConfig.Document("rule", "c", "match: x"));

        Assert.True(store.Changes.TryRead(out var batch));
        Assert.Equal([("a", true), ("b", false), ("c", true)], batch.Select(c => (c.Key.Name, c.Resource is not null)));
        Assert.False(store.Changes.TryRead(out _));
    }

    [Fact]
    public async Task Set_DuplicateKeyInside_IsAWarning()
    {
        await using var store = new ScriptedConfigStore(TestConfig.Document("rule", "a", "match: x\nmatch: y"));

        var problem = Assert.Single(store.Problems);
        Assert.Equal((ProblemSeverity.Warning, "key 'match' was given before at line 7; the value given here is in effect"), (problem.Severity, problem.Message));
    }
}
