using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.KeptRules;
using Infra.Model.Masking;

namespace Infra.Pipeline.Approving;

/// <summary>The issue that asks owners. The same question has the same text, so that it is asked once.</summary>
public static class OwnersText
{
    /// <summary>The title.</summary>
    public static string Title(OwnersQuestion question) => $"Owners: may the rules of {question.Environment} change? ({question.Digest["sha256:".Length..][..12]})";

    /// <summary>The text, Markdown.</summary>
    public static string Body(OwnersQuestion question) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        The rules by which {question.Environment} is evaluated are to change. Such a change is approved by somebody of the role `{RulesBundle.Role}` who took no part in it. Where nobody of that role can, two owners can approve it here, also where they took part. They stand in for that role alone: whatever else the rules ask for is still needed.

        - What changes: {string.Join(", ", question.Changed.Select(c => $"`{c}`"))}
        - In the commit `{question.Commit}`{(question.Before.Length == 0 ? "" : $"; approved before was `{Printable.Text(question.Before)}`, and `git diff` of both shows what differs")}
        - Owners, by the rules that were approved before: {string.Join(", ", question.Owners.Select(o => $"{o.Name} (GitHub number {o.GitHubId})"))}

        Look at the change first. Then two of them write a comment each that is this line and nothing else:

            {OwnersJudge.Approval(question.Digest)}

        It counts {OwnersJudge.Wait.TotalHours} hours after the first of the two comments, by GitHub's clock, and for {OwnersJudge.Lifetime.TotalDays} days. Whoever opened this issue can be one of the two, and then the hours begin with the other. A comment that was edited does not count: delete it and write a new one. An owner who is against it writes this line, and then it stays closed:

            {OwnersJudge.Refusal(question.Digest)}

        What they approve holds for every environment that exactly these rules are applied to. Whoever did not expect this asks the owners now, and closes this issue meanwhile: comments below a closed issue do not count. Close it too when the rules are applied everywhere.
        """);
}
