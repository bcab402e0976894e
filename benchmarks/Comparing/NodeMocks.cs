using System.Globalization;
using System.Text.Json;

namespace Infra.Benchmarks;

/// <summary>Pulumi's SDK for Node with mocks, registering as many resources as the sample has.</summary>
internal static class NodeMocks
{
    private const string Work = "Node @pulumi/pulumi, mocks, register all";

    public static Comparison Run(BenchOptions options, string scripts, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (string file in Directory.GetFiles(scripts))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        }

        if (!Directory.Exists(Path.Combine(folder, "node_modules", "@pulumi", "pulumi")))
        {
            Console.Error.WriteLine("installing @pulumi/pulumi for Node ...");
            ToolRun install = Tool.Run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, TimeSpan.FromMinutes(3));
            if (install.ExitCode != 0)
            {
                return Comparison.Skipped(Work, install.ExitCode == Tool.Missing ? "no npm on PATH" : $"npm ci ended with {install.ExitCode}: {FirstLine(install.Error)}");
            }
        }

        Dictionary<int, double> times = [];
        string versions = "";
        double peak = 0;
        foreach (int size in options.Sizes)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring Node mocks of {size} ..."));
            List<double> runs = [];
            for (int i = 0; i < options.Processes; i++)
            {
                ToolRun run = Tool.Run("node", ["register.js", size.ToString(CultureInfo.InvariantCulture)], folder);
                if (run.ExitCode != 0)
                {
                    return Comparison.Skipped(Work, run.ExitCode == Tool.Missing ? "no node on PATH" : $"node ended with {run.ExitCode}: {FirstLine(run.Error)}");
                }

                using JsonDocument answer = JsonDocument.Parse(run.Output);
                versions = $"{answer.RootElement.GetProperty("sdk").GetString()}, Node {answer.RootElement.GetProperty("node").GetString()}";
                peak = Math.Max(peak, answer.RootElement.GetProperty("peakKibibytes").GetDouble() / 1024);
                runs.Add(run.Milliseconds);
            }

            times[size] = Statistics.Median(runs);
        }

        return new Comparison($"{Work} ({versions})", times, peak, "");
    }

    private static string FirstLine(string text) => text.Trim().Split('\n')[0];
}
