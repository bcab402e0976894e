using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.GitHub.Comments;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra approvals owners ENV</c>: asks owners in an issue to approve a change of the rules that nobody of the role <c>rules</c> can approve.</summary>
internal static class ApprovalsOwners
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Command owners = new("owners", "Ask the owners of stacks/delivery/approvals.yaml in an issue to approve a change of the rules, where nobody of the role rules can.") { environment };
        owners.SetAction(async (parsed, cancellation) =>
        {
            OwnersAsking asking = new(host, Repository.Find(host));
            OwnersQuestion question = await asking.QuestionAsync(parsed.GetRequiredValue(environment), cancellation);
            host.Out.Write($"{Printable.Lines(OwnersText.Body(question))}\n");
            Kept kept = await asking.AskAsync(question, cancellation);
            OwnersConsent answer = await asking.AnswerAsync(question, cancellation);
            host.Error.Write($"issue: {kept.Change switch { KeptChange.Made => "opened", KeptChange.Updated => "updated", _ => "open" }}{(kept.Url is { } url ? $", {Printable.Text(url)}" : "")}\n");
            host.Error.Write($"answer: {Printable.Text(answer.Problem ?? $"{string.Join(" and ", answer.Owners)} approved it as owners")}\n");
            return (int)ExitCode.Ok;
        });
        return owners;
    }
}
