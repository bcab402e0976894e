using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.GitHub;
using Infra.Model;
using Infra.Pipeline;

namespace Infra;

/// <summary>Evidence of tests from the checks of a commit, asked for when it is needed: what GitHub says needs no signature.</summary>
internal static class GitHubTests
{
    /// <summary>What the checks say that stand for suites in stacks/github.yaml.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="about">What it is about, with the commit.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Null where nobody could sign in, or no suite has a check.</returns>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public static async Task<Evidence?> OfAsync(Host host, Repository repository, EvidenceSubject about, CancellationToken cancellation)
    {
        if (about.Commit is not { } commit || !host.GitHub.CanSignIn || GitHubOptions.Settings(repository).Suites is not { IsEmpty: false } suites)
        {
            return null;
        }

        GitHubVouching vouching = new((await host.GitHub.SignInAsync(cancellation)).Api);
        string? head = await vouching.MergedAsync(commit, "main", cancellation) is { } pull && await repository.Git.IsPlainMergeAsync(commit, pull.Head, cancellation) ? pull.Head : null;

        // What ran on the commit itself is nearer than what ran on the head that it merges.
        CheckResult[] checks =
        [
            .. (await vouching.ChecksAsync(commit, cancellation)).Concat(head is null ? [] : await vouching.ChecksAsync(head, cancellation)).DistinctBy(c => c.Name, StringComparer.Ordinal),
        ];
        (string Suite, CheckResult[] Checks)[] ran = [.. suites.Select(s => (s.Key, checks.Where(c => s.Value.Contains(c.Name, StringComparer.Ordinal)).ToArray())).Where(s => s.Item2.Length == suites[s.Key].Length)];
        JsonObject facts = new()
        {
            ["suites"] = new JsonArray(
            [
                .. ran.Select(s => new JsonObject { ["name"] = s.Suite, ["passed"] = s.Checks.Count(c => c.Succeeded), ["failed"] = s.Checks.Count(c => !c.Succeeded) }),
            ]),
        };
        DateTimeOffset now = host.Clock.GetUtcNow();
        return new Evidence
        {
            Gate = GateName.TestsPassed,
            Envelope = about.Digest,
            Source = $"checks of {commit}",
            At = ran.SelectMany(s => s.Checks).Select(c => c.At ?? now).Append(now).Min(),
            Facts = JsonSerializer.SerializeToElement(facts),
        };
    }
}
