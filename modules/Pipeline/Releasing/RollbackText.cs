using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Releasing;

/// <summary>What the pull request of a rollback says. Every text that people wrote is escaped.</summary>
public static class RollbackText
{
    /// <summary>Its title and text.</summary>
    public static PullRequestText Of(RollbackOptions options, ReleaseEntry present, ReleaseEntry target, ReleaseProposal proposal, RiskAssessment risk, string branch)
    {
        string title = $"Roll {options.Environment} back to release {target.Id}";
        IEnumerable<string> lines =
        [
            $"## {title}",
            "",
            $"Reason: {Printable.Markdown(options.Reason)}",
            "",
            .. ReleaseLines.Changes(present.Release, target.Release),
            "",
            .. ReleaseLines.Effects(proposal),
            "### Files",
            "",
            .. proposal.Paths.Select(p => $"- {Printable.Markdown(p)}"),
            "",
            "### Risk",
            "",
            $"{Printable.Markdown(risk.ToString())}.",
            "",
            "### After the merge",
            "",
            options.Emergency
                ? $"Emergency path: `infra preview {options.Environment} --seal --out FILE`, `infra approve FILE --role R --emergency` by the roles of an emergency, `infra up {options.Environment} --plan FILE --emergency`. Its review is due afterwards."
                : $"The deployment of {options.Environment} plans, seals and applies it, with its approvals and gates.",
        ];
        return new PullRequestText(branch, "main", title, string.Concat(lines.Select(l => l + "\n")));
    }
}
