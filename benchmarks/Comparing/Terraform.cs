using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Infra.Benchmarks;

/// <summary>Terraform with its built-in resource, which needs no provider and no cloud, and local state.</summary>
internal static class Terraform
{
    // An apply writes the whole state a step: 1,000 take about 15 s, 10,000 were stopped after ten minutes.
    private const int LargestApply = 1000;

    public static IEnumerable<Comparison> Run(BenchOptions options, string folder)
    {
        Directory.CreateDirectory(folder);
        ToolRun version = Tool.Run("terraform", ["version", "-json"], folder);
        if (version.ExitCode != 0)
        {
            string why = version.ExitCode == Tool.Missing ? "no terraform on PATH" : $"terraform ended with {version.ExitCode}";
            return [Comparison.Skipped("terraform plan, create all", why), Comparison.Skipped("terraform apply", why), Comparison.Skipped("terraform plan, nothing to do", why)];
        }

        using JsonDocument json = JsonDocument.Parse(version.Output);
        string name = $"terraform {json.RootElement.GetProperty("terraform_version").GetString()}, terraform_data,";
        Dictionary<int, double> plans = [];
        Dictionary<int, double> applies = [];
        Dictionary<int, double> again = [];
        foreach (int size in options.Sizes)
        {
            string work = Path.Combine(folder, size.ToString(CultureInfo.InvariantCulture));
            if (Directory.Exists(work))
            {
                Directory.Delete(work, recursive: true);
            }

            Directory.CreateDirectory(work);
            File.WriteAllText(Path.Combine(work, "main.tf"), Declarations(size));
            Must(Tool.Run("terraform", ["init", "-input=false"], work));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"measuring terraform of {size} ..."));
            plans[size] = Statistics.Median(Enumerable.Range(0, options.Processes).Select(_ => Must(Tool.Run("terraform", ["plan", "-input=false", "-out=plan"], work))));
            if (size <= LargestApply)
            {
                applies[size] = Must(Tool.Run("terraform", ["apply", "-input=false", "plan"], work));
                again[size] = Statistics.Median(Enumerable.Range(0, options.Processes).Select(_ => Must(Tool.Run("terraform", ["plan", "-input=false"], work))));
            }
        }

        string note = string.Create(CultureInfo.InvariantCulture, $"applied once, up to {LargestApply}: it writes the whole state a step");
        return
        [
            new Comparison($"{name} plan, create all", plans, PeakMebibytes: null, ""),
            new Comparison($"{name} apply, local state", applies, PeakMebibytes: null, note),
            new Comparison($"{name} plan, nothing to do", again, PeakMebibytes: null, "needs what was applied"),
        ];
    }

    private static double Must(ToolRun run) =>
        run.ExitCode == 0 ? run.Milliseconds : throw new InvalidOperationException($"terraform ended with {run.ExitCode}: {run.Error}");

    private static string Declarations(int size)
    {
        StringBuilder text = new();
        for (int i = 0; i < size; i++)
        {
            // As in the sample: six inputs, labels, and nine of ten use a value of one before them.
            string before = i % SampleProgram.GroupSize == 0 ? "\"none\"" : string.Create(CultureInfo.InvariantCulture, $"terraform_data.r{i - 1}.id");
            text.Append(CultureInfo.InvariantCulture, $$"""
                resource "terraform_data" "r{{i}}" {
                  input = {
                    name     = "resource-{{i}}"
                    location = "asia-south1"
                    project  = "bench-project"
                    enabled  = true
                    before   = {{before}}
                    labels   = { team = "team-{{i % 10}}", service = "service-{{i / 10}}", environment = "bench" }
                  }
                }

                """).Append('\n');
        }

        return text.ToString();
    }
}
