using Mixer.Server.Api;

namespace Mixer.Server.Tests;

public sealed class ApiCallPoolTests
{
    [Theory]
    [InlineData(256 * 1024, true)]
    [InlineData(256 * 1024 + 1, false)]
    public void Return_LargeCall_IsNotKept(int length, bool kept)
    {
        var pool = new ApiCallPool();
        var call = pool.Rent();
        call.BeginMessage(length);
        pool.Return(call);

        Assert.Equal(kept, ReferenceEquals(call, pool.Rent()));
    }
}
