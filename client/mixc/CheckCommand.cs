using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary><c>mixc check</c>: asks the server and prints the verdict.</summary>
internal static class CheckCommand
{
    public static Command Create(ClientConsole console)
    {
        Func<Task<int>>? run = null;
        var command = new Command("check", "Invokes Mixer's Check API to perform precondition checks and quota allocations.") { Run = () => run!() };
        var connection = new ConnectionArguments(command.Flags);
        var load = new LoadArguments(command.Flags);
        var attributes = new AttributeArguments(command.Flags);
        var quotas = new QuotaArguments(command.Flags);
        run = () => RunAsync(new CallSession(connection, load, console), attributes, quotas, console);
        return command;
    }

    private static async Task<int> RunAsync(CallSession session, AttributeArguments attributeArguments, QuotaArguments quotaArguments, ClientConsole console)
    {
        var quotas = quotaArguments.Read(out var problem);
        var attributes = quotas is null ? null : attributeArguments.Read(out problem);
        if (quotas is null || attributes is null)
        {
            await console.Error.WriteLineAsync(problem);
            return CommandRunner.Failure;
        }

        var template = new CheckRequest { Attributes = attributes.ToCompressed(), Quotas = { quotas } };
        var firstId = console.Time.GetUtcNow().Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
        return await session.RunAsync("mixc Check", (client, number, headers) => CallAsync(client, headers, template, firstId + number));
    }

    private static async Task<CallReply> CallAsync(Api.V1.Mixer.MixerClient client, Metadata headers, CheckRequest template, long id)
    {
        // The parts are shared between calls: nobody changes them.
        var request = new CheckRequest
        {
            Attributes = template.Attributes,
            Quotas = { template.Quotas },
            DeduplicationId = id.ToString(CultureInfo.InvariantCulture),
        };
        try
        {
            var response = await client.CheckAsync(request, headers);
            return new CallReply(
                StatusText.Name(response.Precondition?.Status?.Code ?? 0),
                asJson => asJson ? JsonFormatter.Default.Format(response) + "\n" : CheckResponsePrinter.Print(response));
        }
        catch (RpcException e)
        {
            return new CallReply(
                "RPC " + StatusText.Code(e.StatusCode),
                asJson => asJson ? StatusText.Json(e.Status) + "\n" : "Check RPC failed with: " + StatusText.Rpc(e.Status) + Environment.NewLine);
        }
    }
}
