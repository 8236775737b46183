using Microsoft.Extensions.ObjectPool;
using Mixer.Attributes;
using Mixer.Attributes.Wire;

namespace Mixer.Server.Api;

/// <summary>The state of calls, for reuse. Thread-safe; broken state is dropped.</summary>
internal sealed class ApiCallPool
{
    private const int Kept = 256;
    private readonly DefaultObjectPool<ApiCall> _calls = new(new Policy(), Kept);

    public ApiCall Rent() => _calls.Get();

    public void Return(ApiCall call) => _calls.Return(call);

    private sealed class Policy : PooledObjectPolicy<ApiCall>
    {
        private readonly WordCache _words = new();
        private readonly Vocabulary _empty = new([]);

        public override ApiCall Create() => new(_words, _empty);

        public override bool Return(ApiCall obj)
        {
            obj.Clear();
            return !obj.IsBroken;
        }
    }
}
