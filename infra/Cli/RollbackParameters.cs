using System.CommandLine;
using Infra.Model.Plans;

namespace Infra.Cli;

/// <summary>The arguments and options of <c>infra rollback</c>.</summary>
internal sealed record RollbackParameters
{
    public Argument<string> Environment { get; } = Parameters.Environment();

    public Option<string?> To { get; } = new("--to") { Description = "The release to go back to, by at least 7 digits of its name; the last good one without it.", HelpName = "RELEASE" };

    public Option<string?> Reason { get; } = Parameters.Reason();

    public Option<bool> Emergency { get; } = Parameters.Emergency();

    public Option<string> Backend { get; } = Parameters.Backend();

    public Option<bool> Rehearse { get; } = new("--rehearse") { Description = "Change nothing: work out the rollback plan from the envelope of --plan, and write it to --out as evidence for the gate RollbackReady." };

    public Option<string?> Plan { get; } = new("--plan") { Description = "With --rehearse: the envelope, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };

    public Option<string?> Output { get; } = new("--out") { Description = "With --rehearse: the file for the evidence, signed where INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names a key.", HelpName = "FILE" };

    /// <summary>What does not go together, or is missing.</summary>
    public IEnumerable<string> Problems(ParseResult parsed, string why) => parsed.GetValue(Rehearse)
        ? [
            .. new[] { Plan, Output }.Where(o => string.IsNullOrWhiteSpace(parsed.GetValue(o))).Select(o => $"--rehearse needs {o.Name} FILE: {(o == Plan ? "the rollback plan is that of one sealed plan" : "what it finds is written there")}."),
            .. new Option[] { To, Reason, Emergency }.Where(o => IsGiven(parsed, o)).Select(o => $"{o.Name} does not go with --rehearse, which changes nothing."),
        ]
        : [
            .. parsed.GetResult(Reason) is null ? (string[])["--reason TEXT is missing; it stands in the audit record."] : why.Length == 0 ? ["--reason is empty; it stands in the audit record."] : [],
            .. new Option[] { Plan, Output }.Where(o => IsGiven(parsed, o)).Select(o => $"{o.Name} goes with --rehearse alone."),
        ];

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
