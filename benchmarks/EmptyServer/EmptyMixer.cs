using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mixer.Api.V1;

namespace EmptyServer;

/// <summary>Answers every call with the message that Mixer gives when no rule matches.</summary>
internal sealed class EmptyMixer : Mixer.Api.V1.Mixer.MixerBase
{
    private static readonly CheckResponse Answer = new()
    {
        Precondition = new CheckResponse.Types.PreconditionResult
        {
            Status = new Google.Rpc.Status(),
            ValidDuration = Duration.FromTimeSpan(TimeSpan.FromMinutes(1)),
            ValidUseCount = 10000,
            ReferencedAttributes = new ReferencedAttributes(),
        },
    };

    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) => Task.FromResult(Answer);

    public override Task<ReportResponse> Report(ReportRequest request, ServerCallContext context) => Task.FromResult(new ReportResponse());
}
