using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Delivery.Gates;
using Infra.GitHub.Vouching;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>Evidence of tests from the runs of workflows for a commit, asked for when it is needed: what GitHub says needs no signature.</summary>
public static class GitHubTests
{
    private const string Main = "main";

    /// <summary>What the jobs say that stand for suites in stacks/delivery/github.yaml.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="about">What it is about, with the commit.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where nobody could sign in, or no suite has a workflow.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public static async Task<Evidence?> OfAsync(Host host, Repository repository, EvidenceSubject about, CancellationToken cancellation)
    {
        if (about.Commit is not { } commit || !host.GitHub.CanSignIn || GitHubOptions.Settings(repository).Suites is not { IsEmpty: false } suites)
        {
            return null;
        }

        GitHubVouching vouching = new((await host.GitHub.SignInAsync(cancellation)).Api);
        Dictionary<string, WorkflowRun?> runs = new(StringComparer.Ordinal);
        foreach (string file in suites.Select(s => s.Workflow).Distinct(StringComparer.Ordinal))
        {
            runs[file] = await vouching.PushedRunAsync(file, commit, Main, cancellation);
        }

        // A suite of which a job is missing did not run. Of two jobs with one name both count.
        (string Suite, JobResult[] Jobs)[] ran =
        [
            .. suites.Select(s => (s.Name, Jobs: (runs[s.Workflow]?.Jobs ?? []).Where(j => s.Jobs.Contains(j.Name, StringComparer.Ordinal)).ToArray(), s.Jobs.Length))
                .Where(s => s.Jobs.Select(j => j.Name).Distinct(StringComparer.Ordinal).Count() == s.Length).Select(s => (s.Name, s.Jobs)),
        ];
        JsonObject facts = new()
        {
            ["suites"] = new JsonArray(
            [
                .. ran.Select(s => new JsonObject { ["name"] = s.Suite, ["passed"] = s.Jobs.Count(j => j.Succeeded), ["failed"] = s.Jobs.Count(j => !j.Succeeded) }),
            ]),
        };
        DateTimeOffset now = host.Clock.GetUtcNow();
        return new Evidence
        {
            Gate = GateName.TestsPassed,
            Envelope = about.Digest,
            Source = $"workflow runs of {commit}",
            At = ran.SelectMany(s => s.Jobs).Select(j => j.At ?? now).Append(now).Min(),
            Facts = JsonSerializer.SerializeToElement(facts),
        };
    }
}
