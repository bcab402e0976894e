using System.Net;
using Infra.Cli.Tests.Google;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Cli.Tests.Rotation;

public sealed class SecretsTests : IDisposable
{
    private const string Key = "payments-gateway-key";

    private readonly Workspace workspace = new();

    // The clock stands at 2026-11-21T04:30:00Z.
    public SecretsTests()
    {
        foreach (SecretSettings secret in Repository.Find(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null)).Settings("prod").Secrets)
        {
            Server.Make(secret.Id.Value, "2027-01-11T20:30:00Z", secret.RotationDays);
            Server.Write(secret.Id.Value, "2026-11-20T00:00:00Z");
        }
    }

    private static string Narrow(string table) => System.Text.RegularExpressions.Regex.Replace(table, " +", " ");

    private SecretsServer Server => workspace.Google.Secrets;

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Where_every_secret_is_young_nothing_is_due()
    {
        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal(0, exitCode);
        Assert.EndsWith("No secret of prod is due (14 in all).\n", output, StringComparison.Ordinal);
        Assert.Contains("payments-gateway-key ok 2026-11-20 2027-01-11 payments-core\n", Narrow(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_announced_is_told_each_day_until_a_version_followed_and_then_never_again()
    {
        Server.Announce(Key, "2026-11-20T20:30:00Z");

        (string first, int exitCode) = await workspace.RunAsync(["secrets", "prod", "--format", "markdown"]);
        (string second, int again) = await workspace.RunAsync(["secrets", "prod", "--format", "markdown"]);

        Assert.Equal((12, 12), (exitCode, again));
        Assert.Equal(first, second);
        Assert.Equal(
            """
            1 of 14 secrets of prod need a new version.

            | secret | status | newest version | next rotation | read by |
            |---|---|---|---|---|
            | payments-gateway-key | due since 2026-11-20 | 2026-11-20 | 2026-12-20 | payments-core |

            Make the new credential where it is used, write it as a new version, see that the applications took it (External Secrets asks every minute), and take the old one away:

                gcloud secrets versions add payments-gateway-key --project=setu-prod-730914 --data-file=-

            """,
            first);
        Assert.Equal(1, Server.Waiting);

        Server.Write(Key, "2026-11-21T03:00:00Z");
        (_, int rotated) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal((0, 0), (rotated, Server.Waiting));
    }

    [Fact]
    public async Task A_notice_that_was_lost_is_found_by_the_date_that_Secret_Manager_moved()
    {
        Server.Make(Key, "2026-12-20T20:30:00Z", 30);
        Server.Write(Key, "2026-11-10T00:00:00Z");

        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal(12, exitCode);
        Assert.Contains("payments-gateway-key due since 2026-11-20 2026-11-10 2026-12-20", Narrow(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_version_that_is_older_than_the_settings_allow_is_due_whatever_was_announced()
    {
        Server.Make(Key, "2027-01-11T20:30:00Z", 300);
        Server.Write(Key, "2026-10-01T00:00:00Z");

        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal(12, exitCode);
        Assert.Contains("due since 2026-10-31", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_without_a_version_that_works_needs_one_and_one_that_is_not_there_needs_an_apply()
    {
        Server.Make(Key, "2027-01-11T20:30:00Z", 30);
        Server.Write(Key, "2026-11-20T00:00:00Z", "DISABLED");
        workspace.Replace("stacks/Pulumi.prod.yaml", "    search-index-key:\n", "    search-new-key:\n");

        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal(12, exitCode);
        Assert.Contains("payments-gateway-key has no enabled version", Narrow(output), StringComparison.Ordinal);
        Assert.Contains("search-new-key not there", Narrow(output), StringComparison.Ordinal);
        Assert.EndsWith("2 of 14 secrets of prod need a new version.\n  gcloud secrets versions add payments-gateway-key --project=setu-prod-730914 --data-file=-\n  search-new-key is not at Google: `infra up prod` makes it.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_about_a_secret_that_the_settings_do_not_have_is_taken_away()
    {
        Server.Announce("gone", "2026-11-20T20:30:00Z");

        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal((0, 0), (exitCode, Server.Waiting));
        Assert.DoesNotContain("gone", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_of_a_secret_is_asked_for_and_nothing_is_changed_but_the_notices()
    {
        Server.Announce(Key, "2026-11-20T20:30:00Z");

        _ = await workspace.RunAsync(["secrets", "prod"]);

        Assert.All(Server.Asked.Where(a => !a.StartsWith("GET ", StringComparison.Ordinal)), a => Assert.StartsWith("POST /v1/projects/setu-prod-730914/subscriptions/setu-prod-secret-rotation:", a, StringComparison.Ordinal));
        Assert.DoesNotContain(Server.Asked, a => a.Contains("access", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("/secrets", HttpStatusCode.Forbidden, """{"error":{"message":"denied"}}""", 3, "error: The secrets of setu-prod-730914 cannot be listed: Google answered 403: denied. What is not known is not allowed.")]
    [InlineData("/versions", HttpStatusCode.NotFound, "{}", 1, "error: The versions of the secret argocd-github-app of setu-prod-730914 cannot be listed: Google answered 404. What is not known is not allowed.")]
    [InlineData(":pull", HttpStatusCode.NotFound, """{"error":{"message":"\u001b[2J"}}""", 1, "error: The notices of the subscription setu-prod-secret-rotation of setu-prod-730914 cannot be read: Google answered 404: \\u001b[2J. What is not known is not allowed.")]
    [InlineData("/secrets", HttpStatusCode.OK, "<html>sign in</html>", 1, "error: The secrets of setu-prod-730914 cannot be listed: the answer is no JSON. Look whether a proxy answered in Google's place.")]
    [InlineData("/secrets", HttpStatusCode.OK, """{"nextPageToken":"again"}""", 1, "error: Secret Manager lists the secrets of setu-prod-730914 on more than 100 pages. Nothing was changed.")]
    public async Task What_goes_wrong_at_Google_is_said_and_decides_nothing(string end, HttpStatusCode status, string body, int expected, string message)
    {
        Server.Instead = path => path.EndsWith(end, StringComparison.Ordinal) ? new HttpResponseMessage(status) { Content = new StringContent(body) } : null;

        (string output, int exitCode) = await workspace.RunAsync(["secrets", "prod"]);

        Assert.Equal((message + "\n", expected), (output, exitCode));
    }

    [Fact]
    public async Task Machines_read_the_same_as_JSON()
    {
        Server.Announce(Key, "2026-11-20T20:30:00Z");

        (string output, _) = await workspace.RunAsync(["secrets", "prod", "--format", "json"]);

        Assert.Contains("\"schema\": \"infra.secrets/v1\"", output, StringComparison.Ordinal);
        Assert.Contains("\"dueSince\": \"2026-11-20T20:30:00Z\"", output, StringComparison.Ordinal);
        Assert.Contains("\"dueSince\": null", output, StringComparison.Ordinal);
    }
}
