using Infra.Google;
using Infra.Pipeline.Workspace;

namespace Infra;

/// <summary>The machine that this runs on: the only place where console, environment and clock come in.</summary>
internal static class RealHost
{
    /// <summary>The machine.</summary>
    public static Host Make() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Folder = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Google = GoogleServices.Real(),
    };
}
