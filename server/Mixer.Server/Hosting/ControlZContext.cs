using Mixer.Server.Logging;

namespace Mixer.Server.Hosting;

/// <summary>What the console gets of its server.</summary>
/// <param name="Options">The options that the server runs with.</param>
/// <param name="Log">The log, whose scopes the console changes.</param>
/// <param name="Services">Everything that the server is made of.</param>
/// <param name="RequestShutdown">Asks the process to end in order, as SIGTERM does.</param>
internal sealed record ControlZContext(MixerServerOptions Options, LogSystem Log, IServiceProvider Services, Action RequestShutdown);
