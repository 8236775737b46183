using Mixer.ControlZ.Http;

namespace Mixer.ControlZ.Topics;

/// <summary>The command line, program first, secrets masked.</summary>
internal sealed class ArgumentTopic(string group) : Topic("arg", "Command-Line Arguments", group)
{
    public override void AddRoutes(RouteTable routes) =>
        routes.Get(Json, context => Reply.JsonAsync(context, SecretMask.Arguments(Environment.GetCommandLineArgs()), ControlZJson.Instance.IReadOnlyListString));
}
