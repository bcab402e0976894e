using Infra.Clusters;
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
        Columns = Columns(),
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Google = GoogleServices.Real(),
        Cluster = (address, clock) => KubernetesCluster.At(address, clock),
    };

    // A terminal that does not know its width says 0, and a console that is none throws.
    private static int? Columns()
    {
        try
        {
            return Console.IsOutputRedirected || Console.WindowWidth <= 0 ? null : Console.WindowWidth;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }
}
