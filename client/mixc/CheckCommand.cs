using System.Globalization;
using Grpc.Core;
using Mixer.Api.V1;
using Mixer.CommandLine;

namespace Mixer.Client;

/// <summary><c>mixc check</c>: asks the server and prints the verdict.</summary>
internal static class CheckCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        Func<Task<int>>? run = null;
        var command = new Command("check", "Invokes Mixer's Check API to perform precondition checks and quota allocations.") { Run = () => run!() };
        var connection = new ConnectionArguments(command.Flags);
        var attributes = new AttributeArguments(command.Flags);
        var quotas = new QuotaArguments(command.Flags);
        run = () => RunAsync(connection, attributes, quotas, output, error);
        return command;
    }

    private static async Task<int> RunAsync(
        ConnectionArguments connection, AttributeArguments attributeArguments, QuotaArguments quotaArguments, TextWriter output, TextWriter error)
    {
        var quotas = quotaArguments.Read(out var problem);
        var attributes = quotas is null ? null : attributeArguments.Read(out problem);
        problem ??= connection.Validate();
        if (quotas is null || attributes is null || problem is not null)
        {
            await error.WriteLineAsync(problem);
            return CommandRunner.Failure;
        }

        using var channel = connection.Connect();
        var client = new Api.V1.Mixer.MixerClient(channel);
        var request = new CheckRequest { Attributes = attributes.ToCompressed(), Quotas = { quotas } };
        var firstId = TimeProvider.System.GetUtcNow().Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick;
        for (var call = 0L; call < connection.Repeat; call++)
        {
            request.DeduplicationId = (firstId + call).ToString(CultureInfo.InvariantCulture);
            try
            {
                var response = await client.CheckAsync(request);
                await output.WriteAsync(CheckResponsePrinter.Print(response));
            }
            catch (RpcException e)
            {
                await output.WriteLineAsync("Check RPC failed with: " + StatusText.Rpc(e.Status));
            }
        }

        return 0;
    }
}
