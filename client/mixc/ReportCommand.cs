using Grpc.Core;
using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary><c>mixc report</c>: tells the server what happened.</summary>
internal static class ReportCommand
{
    public static Command Create(ClientConsole console)
    {
        Func<Task<int>>? run = null;
        var command = new Command("report", "Invokes Mixer's Report API to generate telemetry.") { Run = () => run!() };
        var connection = new ConnectionArguments(command.Flags);
        var load = new LoadArguments(command.Flags);
        var attributes = new AttributeArguments(command.Flags);
        run = () => RunAsync(new CallSession(connection, load, console), attributes, console);
        return command;
    }

    private static async Task<int> RunAsync(CallSession session, AttributeArguments attributeArguments, ClientConsole console)
    {
        if (attributeArguments.Read(out var problem) is not { } attributes)
        {
            await console.Error.WriteLineAsync(problem);
            return CommandRunner.Failure;
        }

        var request = new ReportRequest { Attributes = { attributes.ToCompressed() } };
        return await session.RunAsync("mixc Report", (client, _, headers) => CallAsync(client, headers, request));
    }

    private static async Task<CallReply> CallAsync(Api.V1.Mixer.MixerClient client, Metadata headers, ReportRequest request)
    {
        var status = Status.DefaultSuccess;
        try
        {
            await client.ReportAsync(request, headers);
        }
        catch (RpcException e)
        {
            status = e.Status;
        }

        var outcome = StatusText.Code(status.StatusCode);
        return new CallReply(
            status.StatusCode == StatusCode.OK ? outcome : "RPC " + outcome,
            asJson => asJson ? StatusText.Json(status) + "\n" : "Report RPC returned " + StatusText.Rpc(status) + Environment.NewLine);
    }
}
