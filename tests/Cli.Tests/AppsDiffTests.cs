using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Masking;

namespace Infra.Cli.Tests;

/// <summary><c>infra apps diff</c> on a real git repository.</summary>
public sealed class AppsDiffTests
{
    private const string Wallet = "  wallet:\n    tenant: payments\n    team: payments-core\n    path: apps/wallet\n";

    private const string DelhiNetwork = "      asia-south2:\n        nodes: 10.20.0.0/22\n        pods: 10.21.0.0/18\n        services: 10.22.0.0/20\n        controlPlane: 10.20.4.0/28\n";

    private const string DelhiCluster =
        """
            asia-south2:
              releaseChannel: REGULAR
              bootDiskKey: false
              maintenance:
                start: "2026-01-03T20:30:00Z"
                hours: 6
                days:
                  - SA
                  - SU
              nodePools:
                system:
                  purpose: system
                  machineType: e2-standard-2
                  minNodes: 1
                  maxNodes: 3

        """;

    [Fact]
    public async Task Adding_an_application_changes_data_only_and_the_diff_names_exactly_what_comes()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Write("stacks/catalog/apps.yaml", workspace.Files.Read("stacks/catalog/apps.yaml") + Wallet);
        await workspace.CommitAsync("wallet");

        Assert.Equal(["+ Application asia-south1-group-wallet", "+ Application asia-south1-wallet"], await ChangesAsync(workspace, "dev"));
        Assert.All(workspace.Git("diff", "--name-only", "HEAD^").Split('\n', StringSplitOptions.RemoveEmptyEntries), f => Assert.True(f.StartsWith("stacks/", StringComparison.Ordinal) || f.StartsWith("gitops/", StringComparison.Ordinal), f));
    }

    [Fact]
    public async Task Adding_a_region_changes_data_only_and_the_diff_names_exactly_what_comes()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Replace("stacks/Pulumi.dev.yaml", "    egress:\n", DelhiNetwork + "    egress:\n");
        workspace.Files.Replace("stacks/Pulumi.dev.yaml", "  infra:buckets:\n", DelhiCluster + "\n  infra:buckets:\n");
        await workspace.CommitAsync("delhi");
        string[] mumbai = [.. (await ListedAsync(workspace, "dev")).Where(a => a.StartsWith("asia-south1", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

        string[] changes = await ChangesAsync(workspace, "dev");

        // Settlement runs in Mumbai only, whatever the regions of the environment.
        Assert.Equal(
            mumbai.Where(a => a != "asia-south1-settlement").Select(a => "+ Application " + a.Replace("south1", "south2", StringComparison.Ordinal)),
            changes.Where(c => c.Contains(" Application ", StringComparison.Ordinal)));

        // Projects may use the new cluster, and add-ons reach its control plane and are called by it.
        Assert.All(changes.Where(c => !c.Contains(" Application ", StringComparison.Ordinal)), c => Assert.Matches("^~ (AppProject [a-z]+|NetworkPolicy allow-(kubernetes-api|measuring|webhooks))$", c));
        Assert.All(workspace.Git("diff", "--name-only", "HEAD^").Split('\n', StringSplitOptions.RemoveEmptyEntries), f => Assert.True(f.StartsWith("stacks/", StringComparison.Ordinal) || f.StartsWith("gitops/", StringComparison.Ordinal), f));
    }

    [Fact]
    public async Task Merging_to_main_changes_nothing_in_production_until_its_release_says_so()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        string before = workspace.Git("rev-parse", "HEAD").Trim();
        workspace.Git("switch", "--quiet", "--create", "wallet");
        workspace.Files.Write("stacks/catalog/apps.yaml", workspace.Files.Read("stacks/catalog/apps.yaml") + Wallet);
        await workspace.CommitAsync("wallet");
        string[] onBranch = await ChangesAsync(workspace, "prod");
        workspace.Git("switch", "--quiet", "main");
        workspace.Git("merge", "--quiet", "--no-ff", "--message", "merge", "wallet");
        string merged = workspace.Git("rev-parse", "HEAD").Trim();
        string[] onMain = await ChangesAsync(workspace, "prod", "--base", before);
        string[] inDevelopment = await ChangesAsync(workspace, "dev", "--base", before);
        workspace.Release("prod", merged);
        await workspace.CommitAsync("promote");

        string[] promoted = await ChangesAsync(workspace, "prod");

        Assert.Empty(onBranch);
        Assert.Empty(onMain);
        Assert.Contains("+ Application asia-south1-wallet", inDevelopment);
        Assert.Equal(
            ["+ Application asia-south1-group-wallet", "+ Application asia-south1-wallet", "+ Application asia-south2-group-wallet", "+ Application asia-south2-wallet"],
            promoted.Where(c => c.StartsWith("+ ", StringComparison.Ordinal)));
        Assert.DoesNotContain(promoted, c => c.StartsWith("- ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tree_names_every_field_that_changes()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Replace("stacks/catalog/tenants.yaml", "cpu: 60", "cpu: 80");
        await workspace.CommitAsync("more cores");

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.Equal(0, exitCode);
        Assert.Equal(
            """
            What Argo CD keeps in dev: COMMIT -> COMMIT

             ~  ResourceQuota logistics-delivery-dev/quota
                    spec.hard[requests.cpu]: "60" -> "80"
             ~  ResourceQuota logistics-tracking-dev/quota
                    spec.hard[requests.cpu]: "60" -> "80"
             ~  ResourceQuota logistics-warehouse-dev/quota
                    spec.hard[requests.cpu]: "60" -> "80"

            0 to add, 3 to change, 0 to remove;
            """,
            output[..output.IndexOf(" 15 -> 15 Applications", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_json_has_the_documented_fields()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Replace("stacks/catalog/tenants.yaml", "cpu: 60", "cpu: 80");
        string head = await workspace.CommitAsync("more cores");

        (string output, _) = await workspace.Files.RunAsync(["apps", "diff", "dev", "--format", "json"]);

        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement change = document.RootElement.GetProperty("changes")[0];
        Assert.Equal(["schema", "environment", "base", "head", "changes", "massDeletion", "blocked"], document.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("infra.apps-diff/v1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(["commit", "follows", "applications", "manifests"], document.RootElement.GetProperty("head").EnumerateObject().Select(p => p.Name));
        Assert.Equal(head, document.RootElement.GetProperty("head").GetProperty("follows").GetString());
        Assert.Equal(["change", "kind", "namespace", "name", "fields"], change.EnumerateObject().Select(p => p.Name));
        Assert.Equal("""{"path":"spec.hard[requests.cpu]","old":"60","new":"80"}""", JsonSerializer.Serialize(change.GetProperty("fields")[0]));
    }

    [Fact]
    public async Task Markdown_is_one_row_a_change()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Replace("stacks/catalog/tenants.yaml", "cpu: 60", "cpu: 80");
        await workspace.CommitAsync("more cores");

        (string output, _) = await workspace.DiffAsync("dev", "--format", "markdown");

        Assert.StartsWith("### What Argo CD keeps in `dev`\n\nCOMMIT to COMMIT: 0 to add, 3 to change, 0 to remove; 15 -", output, StringComparison.Ordinal);
        Assert.EndsWith(
            """
            | | Kind | Name | Fields |
            |---|---|---|---|
            | &#126; | ResourceQuota | logistics-delivery-dev/quota | spec.hard&#91;requests.cpu&#93; |
            | &#126; | ResourceQuota | logistics-tracking-dev/quota | spec.hard&#91;requests.cpu&#93; |
            | &#126; | ResourceQuota | logistics-warehouse-dev/quota | spec.hard&#91;requests.cpu&#93; |

            """,
            output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--upload-pack=touch /tmp/x")]
    [InlineData("-c")]
    [InlineData("main..HEAD")]
    [InlineData("main:stacks")]
    [InlineData("HEAD@{1}")]
    [InlineData("ma\u001b[31min")]
    [InlineData("main\n")]
    [InlineData("main branch")]
    [InlineData("$(id)")]
    [InlineData("^main")]
    public async Task A_hostile_revision_never_reaches_git(string revision)
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();

        (string output, int exitCode) = await workspace.DiffAsync("dev", $"--base={revision}");

        Assert.Equal(
            $"error: --base is '{Printable.Text(revision)}': a revision is a commit, branch or tag of letters, digits and . _ / - with ~N or ^N behind it, begins with a letter or digit, and has no '..'. Write one such as main or HEAD~1.\n",
            output);
        Assert.Equal((int)ExitCode.Configuration, exitCode);
    }

    [Fact]
    public async Task A_revision_that_is_not_there_is_named()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();

        Assert.Equal(
            ("error: --base is 'nobody', and this is no git repository or has no such commit. Write a commit, branch or tag that `git log` knows.\n", 2), await workspace.DiffAsync("dev", "--base", "nobody"));
    }

    [Fact]
    public async Task A_folder_without_history_says_so()
    {
        using Workspace workspace = new();

        Assert.Equal(
            ("error: --head is 'HEAD', and this is no git repository or has no such commit. Write a commit, branch or tag that `git log` knows.\n", 2), await workspace.RunAsync(["apps", "diff", "dev"]));
    }

    [Fact]
    public async Task Sets_that_argo_cd_would_refuse_are_named_with_file_and_line_all_at_once()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Write("gitops/dev/applicationsets/more.yaml", workspace.Files.Read("gitops/dev/applicationsets/clusters.yaml").Replace("region: '{{ .metadata.labels.region }}'", "region: '{{ .metadata.labels.zone }}'", StringComparison.Ordinal));
        workspace.Files.Replace("gitops/dev/groups/auth/templates/auth.yaml", "name: '{{ .Values.cluster }}'", "name: '{{ .Values.clusters }}'");
        workspace.Files.Replace("gitops/dev/groups/auth/templates/fraud.yaml", "name: '{{ .Values.cluster }}'", "name: '{{ upperr .Values.cluster }}'");
        workspace.Files.Replace("gitops/dev/cluster/templates/tenants.yaml", "-tenants'", "-reloader'");
        workspace.Files.Replace("gitops/dev/cluster/templates/group-catalog.yaml", "path: gitops/dev/groups/catalog", "path: gitops/dev/groups/catalogue");
        workspace.Files.Write("gitops/dev/tenants/logistics-delivery.yaml", workspace.Files.Read("gitops/dev/tenants/logistics-delivery.yaml").Replace("kind: LimitRange", "kind: [", StringComparison.Ordinal));
        workspace.Files.Write("gitops/dev/tenants/logistics-tracking.yaml", "kind: Namespace\n---\nmetadata: {}\n");
        workspace.CommitAsItIs("by hand");

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.Equal(
            """
            error: COMMIT:gitops/dev/groups/auth/templates/auth.yaml:21: there is no 'clusters'; there are: cluster, platform, region
            error: COMMIT:gitops/dev/groups/auth/templates/fraud.yaml:21: there is no function 'upperr'; Argo CD offers sprig's functions, normalize, slugify, toYaml, fromYaml and fromYamlArray, and of these 134 are known here
            error: COMMIT:gitops/dev/groups/catalogue/Chart.yaml:1: the Application asia-south1-group-catalog follows main, and there is no such chart there. Render again (`infra render`), or fetch the whole history (`git fetch --unshallow`).
            error: COMMIT:gitops/dev/cluster/templates/tenants.yaml:1: Application 'asia-south1-reloader' is made twice, here and at COMMIT:gitops/dev/cluster/templates/addon-reloader.yaml:1. Give one of them another name.
            error: COMMIT:gitops/dev/applicationsets/more.yaml:1: ApplicationSet 'clusters' is made twice, here and at COMMIT:gitops/dev/applicationsets/clusters.yaml:1. Give one of them another name.
            error: COMMIT:gitops/dev/applicationsets/more.yaml:28: clusters: spec.template.metadata.labels.region: 1:4: there is no 'zone'; there are: argocd.argoproj.io/secret-type, environment, region, role
            error: COMMIT:gitops/dev/tenants/logistics-delivery.yaml:32: this is not valid YAML; look for a bracket or a quote that is not closed
            error: COMMIT:gitops/dev/tenants/logistics-tracking.yaml:1: a manifest needs a kind and metadata.name

            """,
            output);
        Assert.Equal((int)ExitCode.Configuration, exitCode);
    }

    [Fact]
    public async Task What_an_earlier_layout_kept_is_not_known_and_hinders_nothing()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        string set = workspace.Files.Read("gitops/dev/applicationsets/clusters.yaml").Replace("name: clusters\n", "name: payments\n", StringComparison.Ordinal);
        workspace.Files.Write("gitops/dev/applicationsets/payments.yaml", set.Replace("  syncPolicy:\n    applicationsSync", "  strategy: {type: RollingSync, rollingSync: {steps: []}}\n  syncPolicy:\n    applicationsSync", StringComparison.Ordinal));
        workspace.CommitAsItIs("earlier");
        File.Delete(Path.Combine(workspace.Files.Folder, "gitops/dev/applicationsets/payments.yaml"));
        workspace.CommitAsItIs("upgraded");

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("note: what COMMIT keeps cannot be read, so everything counts as new and nobody knows what is removed:\nCOMMIT:gitops/dev/applicationsets/payments.yaml:", output, StringComparison.Ordinal);
        Assert.Contains("0 -> 15 Applications", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_of_a_commit_that_is_not_there_says_so()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Release("prod", new string('a', 40));
        await workspace.CommitAsync("wrong");

        (string output, int exitCode) = await workspace.DiffAsync("prod", "--base", "HEAD^");

        Assert.Equal(
            "error: COMMIT:stacks/prod/release.yaml: platform is \"COMMIT\": this repository has no such commit, so what Argo CD reads there is not known. Fetch the whole history (`git fetch --unshallow`), or write a commit of this repository. A history that was squashed has it no more: `infra apps diff --rendered` compares what the commits themselves have.\n",
            output);
        Assert.Equal((int)ExitCode.Configuration, exitCode);
    }

    [Fact]
    public async Task What_is_not_committed_is_not_compared_and_that_is_said()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Write("gitops/dev/tenants/logistics-delivery.yaml", "x: 1\n");

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.StartsWith("note: 1 changed file is not committed and not compared. Commit them, or read `infra render --check`.\n", output, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
    }

    private static async Task<string[]> ChangesAsync(GitWorkspace workspace, params string[] arguments)
    {
        (string output, int exitCode) = await workspace.Files.RunAsync(["apps", "diff", .. arguments, "--format", "json"]);
        Assert.True(exitCode == 0, output);
        using JsonDocument document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("changes").EnumerateArray().Select(c =>
                $"{c.GetProperty("change").GetString() switch { "added" => "+", "changed" => "~", _ => "-" }} {c.GetProperty("kind").GetString()} {c.GetProperty("name").GetString()}"),
        ];
    }

    private static async Task<string[]> ListedAsync(GitWorkspace workspace, string environment)
    {
        (string output, _) = await workspace.Files.RunAsync(["apps", "list", environment, "--format", "json"]);
        using JsonDocument document = JsonDocument.Parse(output);
        return [.. document.RootElement.GetProperty("applications").EnumerateArray().Select(a => a.GetProperty("name").GetString()!)];
    }
}
