using System.CommandLine;
using System.Text.RegularExpressions;
using Infra.Delivery.Gates;
using Infra.Model.Masking;
using Infra.Pipeline.Gating;
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
        Option<string?> about = new Option<string?>("--about") { Description = "Instead: the digest of the release that it is about, as `infra promote` and `infra rollout` name it.", HelpName = "DIGEST" }
            .Refusing(d => Digest().IsMatch(d) ? null : $"--about is '{Printable.Text(d)}'; it is the digest of a release, sha256: and 64 hexadecimal digits.");
        Option<string?> source = new Option<string?>("--source") { Description = "Who or what found it out; without it the address of the job, or your name.", HelpName = "TEXT" }
            .Refusing(s => s.Length is > 0 and <= MaxSource ? null : $"--source has {s.Length} characters; it has 1 to {MaxSource}.");
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
            EvidenceRequest request = new()
            {
                Gate = Gate(parsed.GetRequiredValue(gate))!.Value, Facts = parsed.GetRequiredValue(facts), Out = parsed.GetRequiredValue(file),
                Plan = parsed.GetValue(plan), About = parsed.GetValue(about), Source = parsed.GetValue(source),
            };
            await new EvidenceWriting(host, Repository.Find(host)).RunAsync(request, cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static GateName? Gate(string text) => EvidenceCheck.Gates.Where(g => $"{g}" == text).Cast<GateName?>().FirstOrDefault();

    [GeneratedRegex("^sha256:[0-9a-f]{64}$")]
    private static partial Regex Digest();
}
