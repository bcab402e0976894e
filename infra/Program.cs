using Infra.Cli;

namespace Infra;

/// <summary>The entry point: a Pulumi program when the Pulumi engine started it, the command line otherwise.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (Environment.GetEnvironmentVariable("PULUMI_MONITOR") is { Length: > 0 })
        {
            return await EngineProgram.RunAsync();
        }

        using Interruption interruption = new();
        return await CommandLine.RunAsync(args, RealHost.Make(interruption.Token), interruption.Token);
    }
}
