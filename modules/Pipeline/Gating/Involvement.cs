using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Git;
using Infra.GitHub.Vouching;
using Infra.Model.Commits;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Pipeline.Gating;

/// <summary>
/// Who took part in the commits that an envelope brings, by GitHub's word: whoever opened a pull request, everybody who pushed its head, who signed, and
/// whom the commits name. What somebody could have written alone adds a person and never takes one away: an address of nobody, a mapping of GitHub's that
/// its owner asserted, a bot's name.
/// </summary>
public sealed class Involvement(GitHubVouching vouching, GitProcess git, GitHubRepository repository, ApprovalSettings settings)
{
    private const string Main = "main";
    private const string WebFlow = "noreply@github.com";

    // Deleting a branch brings no commit.
    private static readonly string[] Pushing = ["push", "force_push", "branch_creation", "pr_merge", "merge_queue_merge"];

    private readonly SortedSet<string> involved = new(StringComparer.Ordinal);
    private readonly SortedSet<string> strangers = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> accounts = new(StringComparer.Ordinal);

    /// <summary>Numbers, names and addresses of all of them.</summary>
    public ImmutableArray<string> Involved => [.. involved];

    /// <summary>Those whom stacks/delivery/approvals.yaml does not list, in words.</summary>
    public ImmutableArray<string> Strangers => [.. strangers];

    /// <summary>What GitHub does not say, as a clause; null where it says everything.</summary>
    public string? Unknown => unknown.Count == 0 ? null : string.Join("; ", unknown);

    /// <summary>Asks GitHub.</summary>
    /// <param name="after">The commit before the first that is brought; null where the last alone is looked at.</param>
    /// <param name="to">The last commit.</param>
    /// <param name="last">The pull request that made the last commit; null for none.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task GatherAsync(string? after, string to, MergedPullRequest? last, CancellationToken cancellation)
    {
        Dictionary<string, BroughtCommit> commits = (await vouching.BroughtAsync(after, to, cancellation)).DistinctBy(c => c.Id, StringComparer.Ordinal).ToDictionary(c => c.Id, StringComparer.Ordinal);
        if (after is not null)
        {
            string[] here = System.Text.Encoding.ASCII.GetString(await git.RunAsync(["rev-list", $"{after}..{to}", "--"], [0], cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            unknown.UnionWith(here.All(commits.ContainsKey) ? [] : [$"GitHub shows {commits.Count} of the {here.Length} commits between {after[..7]} and {to[..7]}"]);
        }

        ImmutableArray<RefActivity> recent = await vouching.ActivityAsync(repository.Value, branch: null, cancellation);
        HashSet<string> told = new(StringComparer.Ordinal);
        bool isDirect = false;
        for (string? at = to; at is not null && commits.TryGetValue(at, out BroughtCommit? commit); at = commit.Parents.FirstOrDefault())
        {
            told.Add(at);
            if ((at == to ? last : await vouching.MergedAsync(at, Main, cancellation, withReviews: false)) is { } pull)
            {
                HashSet<string> merged = [.. After(pull.Head, commit.Parents.FirstOrDefault(), commits).Append(pull.Head)];
                bool byBots = await PullAsync(pull, merged, recent, cancellation);
                foreach (BroughtCommit one in merged.Where(told.Add).Select(commits.GetValueOrDefault).OfType<BroughtCommit>())
                {
                    await CommitAsync(one, byBots, cancellation);
                }

                // Who merges is its author, and GitHub its committer.
                await CommitAsync(commit, byBots, cancellation);
            }
            else
            {
                isDirect = true;
                await CommitAsync(commit, byBots: false, cancellation);
            }
        }

        foreach (BroughtCommit commit in commits.Values.Where(c => told.Add(c.Id)))
        {
            isDirect = true;
            await CommitAsync(commit, byBots: false, cancellation);
        }

        if (isDirect)
        {
            RefActivity[] pushes = [.. (await vouching.ActivityAsync(repository.Value, Main, cancellation)).Where(a => commits.ContainsKey(a.After) && a.Kind is "push" or "force_push" or "branch_creation")];
            unknown.UnionWith(pushes.Length > 0 ? [] : [$"no pull request made a commit up to {to[..7]}, and GitHub does not say who pushed it to {Main}"]);
            Array.ForEach(pushes, p => Account(p.Actor, "pushed to main"));
        }
    }

    // Those who opened it and pushed its head. The head's branch may have been made from another that somebody else pushed: whoever brought one of its
    // commits anywhere in this repository counts.
    private async Task<bool> PullAsync(MergedPullRequest pull, HashSet<string> merged, ImmutableArray<RefActivity> recent, CancellationToken cancellation)
    {
        Account(pull.Author.Length == 0 ? null : pull.Author, $"opened pull request {pull.Number}");
        RefActivity[] head = pull.HeadRepository is null ? [] : [.. await vouching.ActivityAsync(pull.HeadRepository, pull.HeadBranch, cancellation)];
        int newest = Array.FindIndex(head, a => a.After == pull.Head && Pushing.Contains(a.Kind, StringComparer.Ordinal));
        if (newest < 0)
        {
            unknown.Add($"GitHub does not say who pushed {pull.Head[..7]}, the head of pull request {pull.Number}");
            return false;
        }

        // A branch's name is used again: what was done to it before it was made the last time counts where it brought one of these commits.
        int made = Array.FindIndex(head, newest, a => a.Kind == "branch_creation");
        RefActivity[] pushes =
        [
            .. head.Where((a, i) => (i >= newest && (made < 0 || i <= made)) || merged.Contains(a.After)),
            .. recent.Where(a => merged.Contains(a.After)),
        ];
        string?[] actors = [.. pushes.Where(a => Pushing.Contains(a.Kind, StringComparer.Ordinal)).Select(a => a.Actor).Distinct(StringComparer.Ordinal)];
        Array.ForEach(actors, a => Account(a, $"pushed to pull request {pull.Number}"));
        return actors.Append(pull.Author).All(a => a is not null && settings.Bots.Contains(a, StringComparer.Ordinal));
    }

    // The commits that one reaches and another does not, among those that are brought.
    private static HashSet<string> After(string head, string? before, Dictionary<string, BroughtCommit> commits)
    {
        HashSet<string> reached = Reached(before);
        return [.. Reached(head).Where(c => !reached.Contains(c))];

        HashSet<string> Reached(string? from)
        {
            HashSet<string> found = new(StringComparer.Ordinal);
            Stack<string> open = new(from is null ? [] : [from]);
            while (open.TryPop(out string? next))
            {
                if (commits.TryGetValue(next, out BroughtCommit? commit) && found.Add(next))
                {
                    commit.Parents.ToList().ForEach(open.Push);
                }
            }

            return found;
        }
    }

    private void Account(string? id, string did)
    {
        if (id is not null)
        {
            involved.Add(id);
        }

        if (id is null || !(settings.Bots.Contains(id, StringComparer.Ordinal) || settings.People.Any(p => p.GitHubId == id)))
        {
            strangers.Add(id is null ? $"an account that is gone, which {did}" : $"the account {id}, which {did}");
        }
    }

    private async Task CommitAsync(BroughtCommit commit, bool byBots, CancellationToken cancellation)
    {
        // Whom GitHub takes an address for says its owner; a stranger stays one for it.
        involved.UnionWith(new[] { commit.AuthorId, commit.IsOfWebFlow ? null : commit.CommitterId }.OfType<string>());
        await NamedAsync(commit.Author, commit, byBots, commit.AuthorId, cancellation);
        foreach (string other in CoAuthors.Of(commit.Message))
        {
            await NamedAsync(other, commit, byBots, verified: null, cancellation);
        }

        if (!commit.IsOfWebFlow || CommitAddress.Of(commit.Committer).Text != WebFlow)
        {
            await NamedAsync(commit.Committer, commit, byBots, commit.CommitterId, cancellation);
        }
    }

    private async Task NamedAsync(string text, BroughtCommit commit, bool byBots, string? verified, CancellationToken cancellation)
    {
        CommitAddress address = CommitAddress.Of(text);
        string? id = address.GitHubId ?? (address.Login is { Length: > 0 } login ? await AccountAsync(login, cancellation) : null);
        involved.Add(text);
        involved.UnionWith(id is null ? [] : [id]);

        // Anybody can write a bot's address. It is the bot's where nobody but bots had the branch in hand, or where GitHub verified that it signed.
        bool isBot = (byBots && (address.Text == GitCheckout.Address || (id is not null && settings.Bots.Contains(id, StringComparer.Ordinal))))
            || (commit.IsVerified && id is not null && id == verified && settings.Bots.Contains(id, StringComparer.Ordinal));
        if (!isBot && !settings.People.Any(p => p.IsNamed(text) || p.GitHubId == id))
        {
            strangers.Add(Printable.Text(address.Text.Length is > 0 and <= 100 ? address.Text : "somebody without a name that can be read"));
        }
    }

    private async Task<string?> AccountAsync(string login, CancellationToken cancellation)
    {
        if (!accounts.TryGetValue(login, out string? id))
        {
            accounts[login] = id = await vouching.AccountAsync(login, cancellation);
        }

        return id;
    }
}
