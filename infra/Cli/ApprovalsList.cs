using System.CommandLine;
using Infra.Delivery.Envelopes;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra approvals list FILE</c>: what approvals an envelope needs and has.</summary>
internal static class ApprovalsList
{
    public static Command Build(Host host)
    {
        Argument<string> file = Parameters.EnvelopeFile();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<bool> emergency = Parameters.Emergency();
        Command list = new("list", "Show who must approve, who did, and what does not count.") { file, format, emergency };
        list.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Envelope envelope = new Sealer(host, repository).Read(parsed.GetRequiredValue(file));
            AuditTrail trail = new(host, repository, envelope.Plan.Backend);
            ApprovalOutput.Write(host, await new Gatekeeper(host, repository, trail).ApprovalsAsync(envelope, parsed.GetValue(emergency), cancellation), envelope.Digest, parsed.GetValue(format));
            ReviewOutput.Write(host, (await new Reviews(repository, trail).OpenAsync(cancellation)).Where(r => r.Digest == envelope.Digest));
            return (int)ExitCode.Ok;
        });
        return list;
    }
}
