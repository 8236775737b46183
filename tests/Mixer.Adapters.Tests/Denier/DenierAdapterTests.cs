using Mixer.Adapters.Denier;
using Mixer.Sdk;
using Mixer.Sdk.Testing;
using Mixer.Sdk.Values;
using Mixer.Templates;

namespace Mixer.Adapters.Tests.Denier;

public sealed class DenierAdapterTests
{
    [Fact]
    public async Task Check_DefaultConfig_IsFailedPreconditionFor5Seconds()
    {
        var handler = await CreateAsync(_ => { });
        var expected = new CheckResult(new Status(StatusCode.FailedPrecondition, ""), Duration.FromSeconds(5), 1000);

        Assert.Equal(expected, await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "cn" }, default));
        Assert.Equal(expected, await handler.HandleListEntryAsync(new ListEntryInstance { Name = "le", Value = "v" }, default));
    }

    [Fact]
    public async Task Check_ConfiguredStatus_IsReturnedAsItIs()
    {
        var handler = await CreateAsync(config =>
        {
            config.Status.Code = 16;
            config.Status.Message = "sign in first";
            config.ValidDuration = Duration.FromSeconds(2).ToMessage();
        });

        var result = await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "cn" }, default);

        Assert.Equal(new CheckResult(new Status(StatusCode.Unauthenticated, "sign in first"), Duration.FromSeconds(2), 1000), result);
    }

    [Fact]
    public async Task Check_MessageAlone_KeepsCode9()
    {
        var handler = await CreateAsync(config => config.Status.MergeFrom(new Google.Rpc.Status { Message = "x" }));

        var result = await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "cn" }, default);

        Assert.Equal(new Status(StatusCode.FailedPrecondition, "x"), result.Status);
    }

    [Fact]
    public async Task Check_CodeZero_Allows()
    {
        var handler = await CreateAsync(config => config.Status.Code = 0);

        var result = await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "cn" }, default);

        Assert.True(result.Status.IsOk);
        Assert.Equal(1000, result.ValidUseCount);
    }

    [Fact]
    public async Task Check_NoStatusAtAll_StillDenies()
    {
        var handler = await CreateAsync(config => config.Status = null);

        var result = await handler.HandleCheckNothingAsync(new CheckNothingInstance { Name = "cn" }, default);

        Assert.Equal(StatusCode.FailedPrecondition, result.Status.Code);
    }

    [Fact]
    public async Task Quota_AnyAmount_GrantsNothingForNoTime()
    {
        var handler = await CreateAsync(_ => { });

        var result = await handler.HandleQuotaAsync(new QuotaInstance { Name = "q" }, new QuotaArgs("id", 5, true), default);

        Assert.True(result.IsDefault);
        Assert.True(result.Status.IsOk);
    }

    [Fact]
    public void Validate_OddValues_AreAccepted()
    {
        var errors = new ConfigErrors();
        var config = new Params { Status = new Google.Rpc.Status { Code = 99 }, ValidUseCount = -1, ValidDuration = Duration.FromSeconds(-1).ToMessage() };

        new DenierAdapter().Validate(config, errors);

        Assert.Empty(errors);
    }

    private static async Task<DenierHandler> CreateAsync(Action<Params> configure)
    {
        var adapter = new DenierAdapter();
        var config = adapter.CreateDefaultConfig();
        configure(config);
        return (DenierHandler)await adapter.BuildAsync(config, new FakeAdapterEnvironment(), default);
    }
}
