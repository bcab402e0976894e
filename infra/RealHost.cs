using Infra.Google;
using Infra.Pipeline.Workspace;

namespace Infra;

/// <summary>The machine that this runs on: the only place where console, environment and clock come in.</summary>
internal static class RealHost
{
    /// <summary>The machine.</summary>
    /// <param name="cancellation">Ends the wait for an answer.</param>
    public static Host Make(CancellationToken cancellation) => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = new Keyboard(Console.In, cancellation),
        Folder = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Google = GoogleServices.Real(),
    };
}
