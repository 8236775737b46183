using Google.Protobuf.WellKnownTypes;
using Mixer.Api.V1;
using Mixer.Attributes;
using WireReferences = Mixer.Api.V1.ReferencedAttributes;

namespace Mixer.Client.Tests;

public sealed class CheckResponsePrinterTests
{
    [Fact]
    public void Response_WithQuotas_PrintsReferencesAndSortedTable()
    {
        var response = new CheckResponse
        {
            Precondition = new CheckResponse.Types.PreconditionResult
            {
                Status = new Google.Rpc.Status(),
                ValidDuration = new Duration { Seconds = 60 },
                ValidUseCount = 10000,
                ReferencedAttributes = new WireReferences
                {
                    Words = { "request.headers", "clnt" },
                    AttributeMatches =
                    {
                        new WireReferences.Types.AttributeMatch { Name = -1, MapKey = -2, Condition = WireReferences.Types.Condition.Exact },
                        new WireReferences.Types.AttributeMatch { Name = GlobalDictionary.IndexOf("destination.service"), Condition = WireReferences.Types.Condition.Absence },
                    },
                },
            },
            Quotas =
            {
                ["requestcount"] = new CheckResponse.Types.QuotaResult { GrantedAmount = 5, ValidDuration = new Duration { Seconds = 1 } },
                ["nope"] = new CheckResponse.Types.QuotaResult { GrantedAmount = 7, ValidDuration = new Duration { Seconds = 60 } },
            },
        };

        const string Expected = """
            Check RPC completed successfully. Check status was OK
              Valid use count: 10000, valid duration: 1m0s
              Referenced Attributes
                destination.service ABSENCE
                request.headers::clnt EXACT

              Quota         Granted Amount  Duration
              nope          7               1m0s
              requestcount  5               1s


            """;
        Assert.Equal(Expected, CheckResponsePrinter.Print(response));
    }

    [Theory]
    [InlineData(7, "no", "PERMISSION_DENIED (no)")]
    [InlineData(1, "", "CANCELLED")]
    [InlineData(12345678, "m", "Code 12345678 (m)")]
    public void Verdict_OfAnyCode_IsNamed(int code, string message, string expected) =>
        Assert.Equal(expected, StatusText.Verdict(new Google.Rpc.Status { Code = code, Message = message }));

    [Theory]
    [InlineData(1, "Canceled")]
    [InlineData(3, "InvalidArgument")]
    [InlineData(14, "Unavailable")]
    [InlineData(99, "Code(99)")]
    public void RpcStatus_OfAnyCode_IsNamedInCamelCase(int code, string expected) =>
        Assert.Equal(expected + " (m)", StatusText.Rpc(new Grpc.Core.Status((Grpc.Core.StatusCode)code, "m")));
}
