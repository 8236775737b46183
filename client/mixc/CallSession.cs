using Grpc.Core;
using Mixer.CommandLine;
using Mixer.Tracing;

namespace Mixer.Client;

/// <summary>
/// What <c>check</c> and <c>report</c> have in common: a channel, traces, and calls one after the other with a reply each, or many with a summary.
/// </summary>
internal sealed class CallSession(ConnectionArguments connection, LoadArguments load, ClientConsole console)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Makes the calls. <paramref name="call"/> makes number n: what to print of it, and its outcome in a word for the summary. An RPC error is no failure
    /// of the program.
    /// </summary>
    public async Task<int> RunAsync(string spanName, Func<Api.V1.Mixer.MixerClient, long, Metadata, Task<CallReply>> call)
    {
        if ((connection.Validate() ?? load.Validate()) is { } problem)
        {
            await console.Error.WriteLineAsync(problem);
            return CommandRunner.Failure;
        }

        using var channel = connection.Connect(out var error);
        if (channel is null)
        {
            await console.Error.WriteLineAsync(error);
            return CommandRunner.Failure;
        }

        using var tracer = connection.Tracing.IsOn ? Tracer.Start(Tracer.ClientName, connection.Tracing, console.TraceReport()) : null;
        var client = new Api.V1.Mixer.MixerClient(channel);
        if (load.IsLoad)
        {
            await LoadAsync(number => TracedAsync(client, spanName, number, call));
            return 0;
        }

        for (var number = 0L; number < load.Repeat; number++)
        {
            await console.Output.WriteAsync((await TracedAsync(client, spanName, number, call)).Print(load.Json));
        }

        return 0;
    }

    private async Task LoadAsync(Func<long, Task<CallReply>> call)
    {
        var run = new LoadRun(load, async number => (await call(number)).Outcome, console.Time);
        using var cancelled = new CancelKey();
        var running = run.RunAsync(cancelled.Token);
        if (load.ShowsProgress(console.ErrorIsTerminal))
        {
            using var timer = new PeriodicTimer(ProgressEvery, console.Time);
            var tick = timer.WaitForNextTickAsync().AsTask();
            while (await Task.WhenAny(running, tick) == tick)
            {
                await console.Error.WriteAsync('\r' + LoadSummary.Progress(run).PadRight(60));
                tick = timer.WaitForNextTickAsync().AsTask();
            }

            await console.Error.WriteLineAsync();
        }

        await running;
        await console.Output.WriteAsync(load.Json ? LoadSummary.Json(run) : LoadSummary.Text(run));
    }

    private static async Task<CallReply> TracedAsync(
        Api.V1.Mixer.MixerClient client, string spanName, long number, Func<Api.V1.Mixer.MixerClient, long, Metadata, Task<CallReply>> call)
    {
        if (!Tracer.Source.HasListeners())
        {
            return await call(client, number, Metadata.Empty);
        }

        using var span = Tracer.Source.StartActivity(spanName);
        using var rpc = Tracer.Source.StartActivity("/istio.mixer.v1.Mixer/" + spanName["mixc ".Length..], System.Diagnostics.ActivityKind.Client);
        var headers = new Metadata();
        if ((rpc ?? span) is { } caller)
        {
            TraceContext.Inject(caller, headers.Add);
        }

        return await call(client, number, headers);
    }
}
