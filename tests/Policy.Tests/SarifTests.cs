using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Infra.Policy.Examples;
using Infra.Policy.Judging;
using Infra.Policy.Reports;
using Infra.Policy.Sarif;

namespace Infra.Policy.Tests;

public sealed class SarifTests
{
    private static readonly string Root = typeof(SarifTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    [Fact]
    public void Every_failing_example_as_one_report_is_valid_by_Microsofts_own_validator()
    {
        PolicyReport report = new("prod", [.. RuleCatalog.All.SelectMany(r => PolicyReport.Of(RuleExamples.Of(r).Failing.Input, [r]).Findings), Waived(), Hostile()]);

        string[] problems = Validate(SarifReport.Write(report, RuleCatalog.All, "1.2.3"));

        // The program has no address of its own: each company has its own copy.
        Assert.Equal(["SARIF2005"], problems.Select(p => p[..9]));
    }

    [Fact]
    public void The_validator_sees_a_report_that_is_wrong() =>
        Assert.Contains(Validate(SarifReport.Write(new("prod", [Hostile()]), [], "1.2.3").Replace("\"ruleIndex\": 0", "\"ruleIndex\": 7", StringComparison.Ordinal)), p => p.StartsWith("SARIF1", StringComparison.Ordinal));

    [Fact]
    public void Of_more_than_five_thousand_results_the_worst_are_kept_and_the_rest_is_counted()
    {
        RuleInfo low = RuleCatalog.All.First(r => r.Info.Severity == Severity.Low).Info;
        RuleInfo critical = RuleCatalog.All.First(r => r.Info.Severity == Severity.Critical).Info;
        PolicyReport report = new("prod", [.. Enumerable.Range(0, 6000).Select(i => Hostile() with { Rule = i < 5990 ? low : critical, Subject = $"s{i}" })]);

        using JsonDocument sarif = JsonDocument.Parse(SarifReport.Write(report, [], "1.2.3"));

        JsonElement run = sarif.RootElement.GetProperty("runs")[0];
        string[] ids = [.. run.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("ruleId").GetString()!)];
        Assert.Equal(5000, ids.Length);
        Assert.Equal(Enumerable.Repeat(critical.Id, 10).Append(low.Id), ids.Take(11));
        Assert.Equal(
            "1000 of 6000 results are left out, the least severe ones. Fix the worst and check again.",
            run.GetProperty("invocations")[0].GetProperty("toolExecutionNotifications")[0].GetProperty("message").GetProperty("text").GetString());
    }

    [Fact]
    public void A_result_keeps_its_fingerprint_when_its_line_moves()
    {
        string Print(Finding f) => JsonDocument.Parse(SarifReport.Write(new("prod", [f]), [], "1.2.3")).RootElement.GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints").ToString();

        Assert.Equal(Print(Hostile()), Print(Hostile() with { Line = 99 }));
        Assert.NotEqual(Print(Hostile()), Print(Hostile() with { Path = "spec.other" }));
    }

    private static Finding Hostile() => new()
    {
        Rule = RuleCatalog.Find("K8S001")!.Info,
        Outcome = Outcome.Failed,
        Subject = "gitops/prod/a b%20é.yaml#Namespace/<x>",
        Path = "metadata.labels[\"a\\\"b\"]",
        Message = "it is \"<script>\"\u001b[31m; it must not be",
        File = "gitops/prod/a b%20é.yaml",
        Line = 0,
    };

    private static Finding Waived() => Hostile() with { Outcome = Outcome.Waived, Waiver = "why (a, for b by c until d)" };

    // The lines of errors and warnings, from the id of the validator's rule on.
    private static string[] Validate(string sarif)
    {
        string program = Path.Combine(Root, "tests/node/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
        Assert.True(OperatingSystem.IsLinux() && File.Exists(program), "Microsoft's SARIF validator is not installed: run `npm ci` in tests/node on Linux, as ./run test does. Reports are not checked without it.");

        // Scripts of packages do not run at their installation, and theirs would only do this.
        File.SetUnixFileMode(program, File.GetUnixFileMode(program) | UnixFileMode.UserExecute);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("infra-sarif-");
        try
        {
            string file = Path.Combine(folder.FullName, "report.sarif");
            File.WriteAllText(file, sarif);
            using Process process = Process.Start(new ProcessStartInfo(program, ["validate", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd() + error.Result;
            process.WaitForExit();
            Assert.Contains("Analysis completed successfully.", output, StringComparison.Ordinal);
            return [.. output.Split('\n').Where(l => l.Contains(": error ", StringComparison.Ordinal) || l.Contains(": warning ", StringComparison.Ordinal)).Select(l => l[l.IndexOf("SARIF", StringComparison.Ordinal)..])];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
