using Grpc.Core;
using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary><c>mixc report</c>: tells the server what happened.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        Func<Task<int>>? run = null;
        var command = new Command("report", "Invokes Mixer's Report API to generate telemetry.") { Run = () => run!() };
        var connection = new ConnectionArguments(command.Flags);
        var attributes = new AttributeArguments(command.Flags);
        run = () => RunAsync(connection, attributes, output, error);
        return command;
    }

    private static async Task<int> RunAsync(ConnectionArguments connection, AttributeArguments attributeArguments, TextWriter output, TextWriter error)
    {
        var attributes = attributeArguments.Read(out var problem);
        problem ??= connection.Validate();
        if (attributes is null || problem is not null)
        {
            await error.WriteLineAsync(problem);
            return CommandRunner.Failure;
        }

        using var channel = connection.Connect();
        var client = new Api.V1.Mixer.MixerClient(channel);
        var request = new ReportRequest { Attributes = { attributes.ToCompressed() } };
        for (var call = 0L; call < connection.Repeat; call++)
        {
            var status = Status.DefaultSuccess;
            try
            {
                await client.ReportAsync(request);
            }
            catch (RpcException e)
            {
                status = e.Status;
            }

            await output.WriteLineAsync("Report RPC returned " + StatusText.Rpc(status));
        }

        return 0;
    }
}
