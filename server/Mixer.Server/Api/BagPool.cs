using Microsoft.Extensions.ObjectPool;
using Mixer.Attributes;

namespace Mixer.Server.Api;

/// <summary>Bags for calls. Thread-safe; whoever rents a bag returns it when the call has ended.</summary>
internal sealed class BagPool
{
    private readonly DefaultObjectPool<AttributeBag> _bags = new(new Policy(), 256);

    /// <summary>An empty bag over <paramref name="vocabulary"/>.</summary>
    public AttributeBag Rent(Vocabulary vocabulary)
    {
        var bag = _bags.Get();
        bag.Reset(vocabulary);
        return bag;
    }

    public void Return(AttributeBag bag) => _bags.Return(bag);

    private sealed class Policy : PooledObjectPolicy<AttributeBag>
    {
        private readonly Vocabulary _none = new([]);

        public override AttributeBag Create() => new(_none);

        public override bool Return(AttributeBag obj) => true;
    }
}
