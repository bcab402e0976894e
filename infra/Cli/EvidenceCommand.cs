using System.CommandLine;
using System.Text.RegularExpressions;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra evidence GATE --facts FILE --out FILE</c>: puts facts that somebody measured into the form that a gate reads, and signs them.</summary>
internal static partial class EvidenceCommand
{
    private const int MaxSource = 1000;

    public static Command Build(Host host)
    {
        Argument<string> gate = new("GATE") { Description = $"The gate that it is for: {string.Join(", ", EvidenceCheck.Gates)}." };
        Option<string> facts = new("--facts") { Description = "A file with the facts as a JSON object; docs/gates.md lists those of each gate.", HelpName = "FILE", Required = true };
        Option<string> file = new("--out") { Description = "The file for the evidence, signed where INFRA_SIGNING_KEY or INFRA_SIGNING_KEY_FILE names a key.", HelpName = "FILE", Required = true };
        Option<string?> plan = new("--plan") { Description = "The envelope that it is about, made by `infra preview ENV --seal --out FILE`.", HelpName = "FILE" };
        Option<string?> about = new("--about") { Description = "Instead: the digest of the release that it is about, as `infra promote` and `infra rollout` name it.", HelpName = "DIGEST" };
        Option<string?> source = new("--source") { Description = "Who or what found it out; without it the address of the job, or your name.", HelpName = "TEXT" };
        about.Validators.Add(result => Require(result, d => Digest().IsMatch(d), d => $"--about is '{Printable.Text(d)}'; it is the digest of a release, sha256: and 64 hexadecimal digits."));
        source.Validators.Add(result => Require(result, s => s.Length is > 0 and <= MaxSource, s => $"--source has {s.Length} characters; it has 1 to {MaxSource}."));
        Command command = new("evidence", "Write evidence for a gate from facts that were measured.") { gate, facts, file, plan, about, source };
        // Not one of the command, which would keep the others from being said.
        gate.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Gate(result.Tokens[^1].Value) is null)
            {
                result.AddError($"GATE is '{Printable.Text(result.Tokens[^1].Value)}'; those that read evidence are {string.Join(", ", EvidenceCheck.Gates)}.");
            }

            if (result.GetResult(plan) is null == result.GetResult(about) is null)
            {
                result.AddError("Evidence is about one envelope or one release. Pass --plan FILE or --about DIGEST.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Sealer sealing = new(host, repository);
            Envelope? envelope = parsed.GetValue(plan) is { } sealedPlan ? sealing.Read(sealedPlan) : null;
            string measured = parsed.GetRequiredValue(facts);
            Evidence evidence = new EvidenceFiles(host, repository).Now(
                Gate(parsed.GetRequiredValue(gate))!.Value, envelope?.Digest ?? parsed.GetValue(about)!, EvidenceJson.Facts(Printable.Text(measured), NamedFile.Read(host, repository, measured)), AuditTrail.Actor(host, repository));
            await WriteAsync(host, repository, parsed.GetValue(source) is { } named ? evidence with { Source = named } : evidence, envelope, measured, parsed.GetRequiredValue(file), cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static async Task WriteAsync(Host host, Repository repository, Evidence evidence, Envelope? envelope, string measured, string file, CancellationToken cancellation)
    {
        Sealer sealing = new(host, repository);
        EvidenceFiles files = new(host, repository);
        GateSettings settings = (envelope is null ? null : repository.Gates().Environments.GetValueOrDefault(envelope.Plan.Stack)) ?? new GateSettings();
        GateFinding? finding = EvidenceCheck.Of(settings, evidence, envelope, host.Clock.GetUtcNow());
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        string[] problems =
        [
            .. finding is { Outcome: GateOutcome.Invalid } ? (string[])[$"{evidence.Gate} would not read {Printable.Text(measured)}: {finding.Reason}. {finding.Opens}"] : [],

            // Whether a release is of a rehearsal, nobody knows here.
            .. files.SigningProblem(key, envelope is null || envelope.Plan.Backend == "local") is { } unbelieved ? (string[])[unbelieved] : [],
        ];
        if (problems.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was written.")));
        }

        if (envelope is { Seal.LocalOnly: false })
        {
            await sealing.RequireApartAsync(file, cancellation);
        }

        files.Write(evidence, key, file);
        if (envelope is not null && finding is not null)
        {
            string stays = finding.Outcome == GateOutcome.Passed ? "is open with it" : "stays closed";
            host.Error.Write($"{evidence.Gate} of {envelope.Plan.Stack} {stays}: {Printable.Text(finding.Reason)}.{(finding.Opens.Length > 0 ? $" {finding.Opens}" : "")}\n");
        }
        else if (key is null)
        {
            host.Error.Write("note: nobody signed it, so it counts in a rehearsal alone.\n");
        }
    }

    private static GateName? Gate(string text) => EvidenceCheck.Gates.Where(g => $"{g}" == text).Cast<GateName?>().FirstOrDefault();

    private static void Require(System.CommandLine.Parsing.OptionResult result, Func<string, bool> isGood, Func<string, string> problem)
    {
        if (result.Tokens.Count > 0 && !isGood(result.Tokens[^1].Value))
        {
            result.AddError(problem(result.Tokens[^1].Value));
        }
    }

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
