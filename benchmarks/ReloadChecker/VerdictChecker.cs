using System.Collections.Concurrent;
using Grpc.Core;
using Mixer.Api.V1;
using Mixer.Attributes.Wire;
using Mixer.Sdk.Values;

namespace Mixer.Benchmarks.Reload;

/// <summary>Asks and compares each answer with the versions that can have been in effect during the call. Thread-safe.</summary>
internal sealed class VerdictChecker(Api.V1.Mixer.MixerClient client, VersionLog log)
{
    private const int KeptComplaints = 20;
    private readonly ConcurrentQueue<string> _complaints = new();
    private long _calls;
    private long _failed;
    private long _wrong;

    public long Calls => Volatile.Read(ref _calls);

    public long Failed => Volatile.Read(ref _failed);

    public long Wrong => Volatile.Read(ref _wrong);

    public IReadOnlyCollection<string> Complaints => _complaints;

    public static CheckRequest Request(int service, int size) =>
        new()
        {
            GlobalWordCount = 203,
            Attributes = new AttributeEncoder(203)
                .Set("destination.service", new AttributeValue(FormattableString.Invariant($"svc{service}")))
                .Set("destination.namespace", new AttributeValue(ConfigVersion.NamespaceOf(service)))
                .Set("request.size", new AttributeValue((long)size))
                .ToCompressed(),
        };

    public async Task RunAsync(int seed, CancellationToken stop)
    {
        var random = new Random(seed);
        while (!stop.IsCancellationRequested)
        {
            await AskAsync(random.Next(ConfigVersion.Services), random.Next(ConfigVersion.Sizes + 1));
        }
    }

    private async Task AskAsync(int service, int size)
    {
        var floor = log.Floor;
        Interlocked.Increment(ref _calls);
        CheckResponse answer;
        try
        {
            answer = await client.CheckAsync(Request(service, size));
        }
        catch (RpcException e)
        {
            Interlocked.Increment(ref _failed);
            Complain($"svc{service} size {size}: {e.Status}");
            return;
        }

        var verdict = answer.Precondition;
        var number = verdict.ValidUseCount - ConfigVersion.UsesBase;
        if (log.Find(number) is not { } version || number > log.Newest)
        {
            Blame($"svc{service} size {size}: no version was ever whole that gives {verdict.ValidUseCount} uses");
            return;
        }

        log.Answered(number);
        var given = (verdict.Status.Code, verdict.Status.Message);
        if (number < floor)
        {
            Blame($"svc{service} size {size}: answered by version {number} although {floor} had already answered");
        }
        else if (!log.Workings(version).Any(working => working.Expect(service, size) == given))
        {
            Blame($"svc{service} size {size}: version {number} says {version.Expect(service, size)}, the answer is {given}");
        }
    }

    private void Blame(string complaint)
    {
        Interlocked.Increment(ref _wrong);
        Complain(complaint);
    }

    private void Complain(string complaint)
    {
        if (_complaints.Count < KeptComplaints)
        {
            _complaints.Enqueue(complaint);
        }
    }
}
