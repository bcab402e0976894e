using System.Text;

namespace Infra.Benchmarks;

/// <summary>The results as Markdown tables.</summary>
internal static class MarkdownReport
{
    public static string Write(Results results)
    {
        StringBuilder text = new();
        Machine machine = results.Machine;
        text.Append($"Measured on {machine.Date}, commit {machine.Commit}, Pulumi packages: **{machine.Packages}**. ")
            .Append($"{machine.Cores} cores, {machine.Memory}, {machine.Kernel}, {machine.Runtime}; load {machine.Load}.\n\n");
        Targets(text, results);
        Phases(text, results);
        Estates(text, results);
        Policies(text, results);
        Gates(text, results);
        Others(text, results);
        Commands(text, results);
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Targets(StringBuilder text, Results results)
    {
        text.Append("### Targets\n\n| target | limit | found | |\n|---|---|---|---|\n");
        foreach (Target target in Target.Of(results))
        {
            text.Append($"| {target.What} | {target.Limit} | {target.Found} | {(target.Met ? "met" : "**missed**")} |\n");
        }

        text.Append('\n');
    }

    private static void Phases(StringBuilder text, Results results)
    {
        if (results.Phases.Count == 0)
        {
            return;
        }

        int[] sizes = [.. results.Phases.Select(p => p.Resources).Distinct().Order()];
        string heads = string.Concat(sizes.Select(s => $" {Format.Number(s)} |"));
        text.Append($"### The local backend\n\nFirst run in a fresh process / median of warm runs; memory of the first run's process; capture with the {results.Machine.Packages}.\n\n")
            .Append($"| phase |{heads} growth 1,000 to 10,000 | growth overall |{string.Concat(sizes.Select(s => $" peak at {Format.Number(s)} |"))}\n")
            .Append($"|---|{string.Concat(Enumerable.Repeat("---|", (2 * sizes.Length) + 2))}\n");
        foreach (IGrouping<Phase, PhaseResult> phase in results.Phases.GroupBy(p => p.Phase))
        {
            string times = string.Concat(phase.Select(p => $" {Format.Seconds(p.First)} / {Format.Seconds(p.Warm)} |"));
            string peaks = string.Concat(phase.Select(p => $" {Format.Megabytes(p.PeakMebibytes)} |"));
            text.Append($"| {Titles.Of(phase.Key)} |{times} {Format.Exponent(results.GrowthAtTheEnd(phase.Key))} | {Format.Exponent(results.Growth(phase.Key))} |{peaks}\n");
        }

        text.Append('\n');
    }

    private static void Policies(StringBuilder text, Results results)
    {
        if (results.Policies.Count == 0)
        {
            return;
        }

        text.Append("### Policy\n\nEvery rule over a plan and objects of files made of the examples of all rules. First run in a fresh process / median of warm runs.\n\n")
            .Append("| rules | resources | objects | time | peak |\n|---|---|---|---|---|\n");
        foreach (PolicyResult policy in results.Policies)
        {
            text.Append($"| {Format.Number(policy.Rules)} | {Format.Number(policy.Resources)} | {Format.Number(policy.Objects)} | {Format.Seconds(policy.First)} / {Format.Seconds(policy.Warm)} | {Format.Megabytes(policy.PeakMebibytes)} |\n");
        }

        text.Append($"\nGrowth exponent, warm: {Format.Exponent(results.GrowthOfPolicies)}.\n\n");
    }

    private static void Gates(StringBuilder text, Results results)
    {
        if (results.Gates.Count == 0)
        {
            return;
        }

        text.Append("### Gates\n\nWhat `infra gate` does once the envelope is read: facts gathered, the audit record read out of git and verified, eleven gates judged. First run in a fresh process / median of warm runs.\n\n")
            .Append("| steps | audit records | part | time | peak |\n|---|---|---|---|---|\n");
        foreach (GatesResult gates in results.Gates)
        {
            text.Append($"| {Format.Number(gates.Steps)} | {Format.Number(gates.Records)} | {Titles.Of(gates.Part)} | {Format.Seconds(gates.First)} / {Format.Seconds(gates.Warm)} | {Format.Megabytes(gates.PeakMebibytes)} |\n");
        }

        text.Append('\n');
    }

    private static void Estates(StringBuilder text, Results results)
    {
        if (results.Estates.Count == 0)
        {
            return;
        }

        text.Append("### Applications\n\nA set over clusters, each with 50 Applications on three levels, worked out from the charts; every Application is written as YAML. First run in a fresh process / median of warm runs.\n\n")
            .Append("| Applications | time | peak |\n|---|---|---|\n");
        foreach (EstateResult estate in results.Estates)
        {
            text.Append($"| {Format.Number(estate.Applications)} | {Format.Seconds(estate.First)} / {Format.Seconds(estate.Warm)} | {Format.Megabytes(estate.PeakMebibytes)} |\n");
        }

        text.Append($"\nGrowth exponent, warm: {Format.Exponent(results.GrowthOfEstates)}.\n\n");
    }

    private static void Others(StringBuilder text, Results results)
    {
        if (results.Others.Count == 0)
        {
            return;
        }

        int[] sizes = [.. results.Phases.Select(p => p.Resources).Distinct().Order()];
        text.Append("### Beside other tools\n\nWhole processes, start included, in the same run.\n\n")
            .Append($"| work |{string.Concat(sizes.Select(s => $" {Format.Number(s)} |"))} peak | note |\n|---|{string.Concat(Enumerable.Repeat("---|", sizes.Length + 2))}\n");
        IEnumerable<Comparison> own = results.Phases.Where(p => p.Phase is Phase.Capture or Phase.Apply or Phase.Preview).GroupBy(p => p.Phase).Select(Own);
        foreach (Comparison comparison in own.Concat(results.Others))
        {
            string times = string.Concat(sizes.Select(s => comparison.Milliseconds.TryGetValue(s, out double time) ? $" {Format.Seconds(time)} |" : " - |"));
            string peak = comparison.PeakMebibytes is { } mebibytes ? Format.Megabytes(mebibytes) : "";
            text.Append($"| {comparison.Work} |{times} {peak} | {comparison.Note} |\n");
        }

        text.Append('\n');
    }

    private static Comparison Own(IGrouping<Phase, PhaseResult> phase) => new(
        phase.Key switch { Phase.Capture => "this engine, register all", Phase.Apply => "this engine, preview and apply", _ => "this engine, preview with nothing to do" },
        phase.ToDictionary(p => p.Resources, p => p.Process),
        phase.MaxBy(p => p.Resources)!.PeakMebibytes,
        "");

    private static void Commands(StringBuilder text, Results results)
    {
        if (results.Commands.Count == 0)
        {
            return;
        }

        text.Append("### The command line as a process\n\nMedian of 10 after 2.\n\n| command | time | note |\n|---|---|---|\n");
        foreach (Comparison command in results.Commands)
        {
            text.Append($"| `{command.Work}` | {(command.Milliseconds.Count > 0 ? Format.Seconds(command.Milliseconds.Values.First()) : "-")} | {command.Note} |\n");
        }
    }
}
