using System.Text.Json;

namespace Infra.Cli.Tests.Starting;

/// <summary>A company grows without losing anything: one command writes every file, and nothing that exists is replaced.</summary>
public sealed class GrowthTests
{
    [Theory]
    [InlineData("asia-south2")]
    [InlineData("europe-west3")]
    public async Task A_new_region_replaces_and_deletes_nothing_that_exists(string region)
    {
        using Workspace workspace = new();
        await InitTests.RunsAsync(workspace, "render");
        await InitTests.RunsAsync(workspace, "workflows");
        await InitTests.RunsAsync(workspace, "up", "dev", "--yes");

        string output = await InitTests.RunsAsync(workspace, "add", "region", "dev", region);

        Assert.StartsWith($"Added the region {region} of dev:\n", output, StringComparison.Ordinal);
        (string Op, string Type)[] steps = await StepsAsync(workspace, "dev");
        Assert.Contains(("create", "gcp:container/cluster:Cluster"), steps);
        Assert.DoesNotContain(steps, s => s.Op is not ("create" or "same" or "update" or "read"));

        // What is said once for all regions: where messages may lie, which registries are allowed, whose packets the firewall knows.
        Assert.All(steps.Where(s => s.Op == "update"), s => Assert.Contains(s.Type, (string[])["gcp:compute/firewall:Firewall", "gcp:pubsub/topic:Topic", "gcp:binaryauthorization/policy:Policy", "kubernetes:helm.sh/v4:Chart", "kubernetes:helm.sh/v3:Release"]));
        await InitTests.RunsAsync(workspace, "up", "dev", "--yes");
        Assert.DoesNotContain(await StepsAsync(workspace, "dev"), s => s.Op != "same");
    }

    [Fact]
    public async Task A_new_region_is_one_command_and_no_file_edited_by_hand()
    {
        using Workspace workspace = await CompanyAsync("europe");

        string output = await InitTests.RunsAsync(workspace, "add", "region", "prod-uk", "europe-west1");

        Assert.Contains("Data may lie in europe-west1 from then on", output, StringComparison.Ordinal);
        Assert.EndsWith("checks, nothing wrong.\n", await InitTests.RunsAsync(workspace, "check"), StringComparison.Ordinal);
        Assert.Contains("infra:residency:\n", workspace.Read("stacks/Pulumi.bootstrap.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_region_is_like_the_one_that_is_there_and_upgraded_in_its_own_night()
    {
        using Workspace workspace = await CompanyAsync("america");
        workspace.Replace("stacks/Pulumi.dev.yaml", "machineType: e2-standard-4\n", "machineType: n2-standard-8\n          diskGb: 200\n");
        workspace.Replace("stacks/Pulumi.dev.yaml", "      nodePools:\n", "        exclusions:\n          year-end:\n            from: \"2026-12-20T00:00:00Z\"\n            to: \"2027-01-04T00:00:00Z\"\n            scope: NO_UPGRADES\n      nodePools:\n");
        workspace.Write("stacks/Pulumi.dev.yaml", System.Text.RegularExpressions.Regex.Replace(workspace.Read("stacks/Pulumi.dev.yaml"), "(        controlPlane: .*\n)", "$1        natMinPorts: 256\n        natAddresses: 2\n"));

        string output = await InitTests.RunsAsync(workspace, "add", "region", "dev", "us-west1");

        string settings = workspace.Read("stacks/Pulumi.dev.yaml");
        string cluster = settings[settings.LastIndexOf("    us-west1:\n", StringComparison.Ordinal)..settings.IndexOf("  infra:buckets:", StringComparison.Ordinal)];
        Assert.Contains("          machineType: n2-standard-8\n          minNodes: 1\n          maxNodes: 6\n          diskGb: 200\n", cluster, StringComparison.Ordinal);
        Assert.Contains("        exclusions:\n          year-end:\n            from: \"2026-12-20T00:00:00Z\"\n", cluster, StringComparison.Ordinal);
        Assert.Contains("        # 02:00 in America/Los_Angeles.\n        start: \"2026-01-03T10:00:00Z\"\n", cluster, StringComparison.Ordinal);
        Assert.DoesNotContain("hub:", cluster, StringComparison.Ordinal);
        Assert.Contains("        natMinPorts: 256\n        natMaxPorts: 4096\n        natAddresses: 2\n    egress:\n", settings, StringComparison.Ordinal);
        Assert.Contains("- It is like us-central1: ", output, StringComparison.Ordinal);
        Assert.Contains("see that it is enough in us-west1 for up to 9 nodes of e2-standard-2, n2-standard-8 (`gcloud compute regions describe us-west1`).", output, StringComparison.Ordinal);
        Assert.Contains("- Its NAT has 2 public addresses of its own: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_boots_from_a_disk_that_its_machines_take()
    {
        using Workspace workspace = await CompanyAsync("india");

        await InitTests.RunsAsync(workspace, "add", "pool", "dev", "batch", "--machine-type", "n4-standard-4");
        await InitTests.RunsAsync(workspace, "add", "pool", "dev", "other", "--machine-type", "e2-standard-4");

        Assert.Contains("        batch:\n          purpose: general\n          machineType: n4-standard-4\n          minNodes: 0\n          maxNodes: 3\n          diskType: hyperdisk-balanced\n", workspace.Read("stacks/Pulumi.dev.yaml"), StringComparison.Ordinal);
        Assert.Contains("        other:\n          purpose: general\n          machineType: e2-standard-4\n          minNodes: 0\n          maxNodes: 3\n", workspace.Read("stacks/Pulumi.dev.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_newer_than_the_program_is_listed_and_then_added()
    {
        using Workspace workspace = await CompanyAsync("india");
        workspace.Replace("stacks/Pulumi.dev.yaml", "  infra:buckets:\n", "  infra:machineTypes:\n    - c5-standard-8\n  infra:buckets:\n");

        await InitTests.RunsAsync(workspace, "add", "pool", "dev", "new", "--machine-type", "c5-standard-8");
        (string output, int code) = await workspace.RunAsync(["add", "pool", "dev", "newer", "--machine-type", "c5-standard-9"]);

        Assert.Contains("created", await InitTests.RunsAsync(workspace, "up", "dev", "--yes"), StringComparison.Ordinal);
        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains("Did you mean c5-standard-8?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_environment_has_the_workloads_of_its_tier_or_of_the_one_that_is_named()
    {
        using Workspace workspace = await CompanyAsync("asia");
        await InitTests.RunsAsync(workspace, "add", "app", "orders", "--tenant", "apps", "--team", "web", "--identity");
        await InitTests.RunsAsync(workspace, "add", "secret", "orders-db-password", "--consumer", "orders");
        workspace.Replace("stacks/Pulumi.staging.yaml", "    orders:\n      namespace: apps-web-staging\n      serviceAccount: orders\n", "    orders:\n      namespace: apps-web-staging\n      serviceAccount: orders\n    probe:\n      namespace: apps-web-staging\n      serviceAccount: probe\n");
        string[] add = ["add", "environment", "uat", "--project", "merlions-uat-112358", "--tier", "staging", "--region", "asia-southeast1", "--budget", "4000"];

        string alike = await InitTests.RunsAsync(workspace, [.. add, "--dry-run"]);
        string named = await InitTests.RunsAsync(workspace, [.. add, "--like", "prod"]);

        Assert.Contains("- It has the workloads of staging, each with an account of its own at Google: orders, probe.\n", alike, StringComparison.Ordinal);
        Assert.Contains("- It has the workloads of prod, each with an account of its own at Google: orders.\n", named, StringComparison.Ordinal);
        Assert.Contains("- The secrets of prod are not copied, because their values are not: `infra add secret ID --env uat` makes each: orders-db-password.\n", named, StringComparison.Ordinal);
        Assert.Contains("  infra:workloads:\n    orders:\n      namespace: apps-web-uat\n      serviceAccount: orders\n", workspace.Read("stacks/Pulumi.uat.yaml"), StringComparison.Ordinal);
        Assert.EndsWith("checks, nothing wrong.\n", await InitTests.RunsAsync(workspace, "check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_that_is_there_is_given_an_account_and_nothing_else()
    {
        using Workspace workspace = await CompanyAsync("asia");
        await InitTests.RunsAsync(workspace, "add", "app", "orders", "--tenant", "apps", "--team", "web");
        string[] add = ["add", "app", "orders", "--tenant", "apps", "--team", "web", "--identity"];
        string apps = workspace.Read("stacks/catalog/apps.yaml");

        (string another, int first) = await workspace.RunAsync([.. add, "--critical"]);
        string output = await InitTests.RunsAsync(workspace, add);
        (string again, int second) = await workspace.RunAsync(add);

        Assert.Equal(((int)ExitCode.Configuration, "error: stacks/catalog/apps.yaml has an application orders already, of apps/web at apps/orders: --identity gives it an account and changes nothing else. Name that tenant, team and path, and leave the other options out.\nerror: Nothing was written.\n"), (first, another));
        Assert.StartsWith("Gave the application orders an account", output, StringComparison.Ordinal);
        Assert.Equal(apps, workspace.Read("stacks/catalog/apps.yaml"));
        Assert.Contains("      namespace: apps-web-prod\n", workspace.Read("stacks/Pulumi.prod.yaml"), StringComparison.Ordinal);
        Assert.Equal(((int)ExitCode.Configuration, "error: orders has an account in every environment already.\nerror: Nothing was written.\n"), (second, again));
    }

    [Fact]
    public async Task Environments_of_one_tier_are_passed_in_the_order_of_the_answers()
    {
        using Workspace workspace = InitTests.Empty(Answers.Of("Order", "DE", "fintech", "order", [("dev", "development", ["europe-west3"]), ("uat", "staging", ["europe-west3"]), ("accept", "staging", ["europe-west3"]), ("prod", "production", ["europe-west3", "europe-west10"])]));
        await InitTests.RunsAsync(workspace, "init", "--from", "answers.yaml");
        await InitTests.RunsAsync(workspace, "add", "environment", "beta", "--project", "order-beta-112358", "--tier", "staging", "--region", "europe-west3", "--budget", "4000");

        string doctor = await InitTests.RunsAsync(workspace, "doctor");
        string deploy = workspace.Read(".github/workflows/deploy.yml");

        Assert.Contains("give uat and then accept and then beta and then prod a release once dev is applied: `infra promote dev uat`", doctor, StringComparison.Ordinal);
        Assert.Equal(["uat", "accept", "beta", "prod"], new[] { "accept", "beta", "prod", "uat" }.OrderBy(e => deploy.IndexOf($"{e}-seal", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_tenant_an_application_its_account_and_its_secret_come_and_go_with_a_command_each()
    {
        using Workspace workspace = await CompanyAsync("europe");
        string before = Everything(workspace);

        await InitTests.RunsAsync(workspace, "add", "tenant", "shop", "--team", "checkout");
        await InitTests.RunsAsync(workspace, "add", "app", "orders", "--tenant", "shop", "--team", "checkout", "--identity", "--critical");
        await InitTests.RunsAsync(workspace, "add", "app", "basket2go24", "--tenant", "shop", "--team", "checkout", "--depends-on", "orders");
        await InitTests.RunsAsync(workspace, "add", "secret", "orders-db-password", "--consumer", "orders", "--rotation-days", "30");
        Assert.EndsWith("checks, nothing wrong.\n", await InitTests.RunsAsync(workspace, "check"), StringComparison.Ordinal);
        Assert.Contains("orders-db-password: 1\n", workspace.Read("stacks/prod/release.yaml"), StringComparison.Ordinal);

        (string refused, int code) = await workspace.RunAsync(["remove", "app", "orders"]);
        (string tenant, int second) = await workspace.RunAsync(["remove", "tenant", "shop"]);
        await InitTests.RunsAsync(workspace, "remove", "app", "basket2go24");
        string removed = await InitTests.RunsAsync(workspace, "remove", "app", "orders", "--secrets");
        await InitTests.RunsAsync(workspace, "remove", "tenant", "shop");

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains("error: basket2go24 depends on orders: take that out of dependsOn in stacks/catalog/apps.yaml first.\n", refused, StringComparison.Ordinal);
        Assert.Contains("error: orders alone reads the secret orders-db-password of prod: pass --secrets to delete it too, with every version.\n", refused, StringComparison.Ordinal);
        Assert.EndsWith("error: Nothing was written.\n", refused, StringComparison.Ordinal);
        Assert.Equal(((int)ExitCode.Configuration, "error: shop has the application basket2go24: `infra remove app basket2go24` first.\nerror: shop has the application orders: `infra remove app orders` first.\nerror: Nothing was written.\n"), (second, tenant));
        Assert.Contains("- prod: the workload orders goes, and its account at Google with everything that others granted to it; it read orders-db-password.\n", removed, StringComparison.Ordinal);
        Assert.Equal(before.Replace("infra:workloads: {}\n", "", StringComparison.Ordinal), Everything(workspace).Replace("  infra:workloads: {}\n", "", StringComparison.Ordinal).Replace("secrets: {}\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_environment_takes_its_place_in_every_file_that_names_environments()
    {
        using Workspace workspace = await CompanyAsync("asia");

        string output = await InitTests.RunsAsync(workspace, "add", "environment", "perf", "--project", "merlions-perf-112358", "--tier", "staging", "--region", "asia-southeast1", "--budget", "4000");

        Assert.Contains("Apply bootstrap first", output, StringComparison.Ordinal);
        Assert.EndsWith("checks, nothing wrong.\n", await InitTests.RunsAsync(workspace, "check"), StringComparison.Ordinal);
        Assert.Contains("  perf: manual-approval\n", workspace.Read("stacks/delivery/calendar.yaml"), StringComparison.Ordinal);
        Assert.Contains("      - staging\n      - perf\n", workspace.Read("stacks/delivery/approvals.yaml"), StringComparison.Ordinal);
        Assert.Contains("perf-seal", workspace.Read(".github/workflows/deploy.yml"), StringComparison.Ordinal);
        await InitTests.RunsAsync(workspace, "preview", "perf");
    }

    [Theory]
    [InlineData("add app orders --tenant nobody --team web", "There is no tenant nobody. There are: apps. Or `infra add tenant nobody --team web`.")]
    [InlineData("add app orders --tenant apps --team web --depends-on nothing", "--depends-on nothing: there is no such application.")]
    [InlineData("add secret x --consumer nobody", "dev has no workload nobody. There are: argo")]
    [InlineData("add environment uat --project dhara-prod-518205 --tier staging --region asia-south1 --budget 1", "dhara-prod-518205 is the project of prod, and no two environments share one")]
    [InlineData("add region dev asia-south1", "dev has the region asia-south1 already.")]
    [InlineData("add pool prod general --machine-type e2-standard-4", "The cluster of prod in asia-south1 has a pool general already.")]
    [InlineData("add pool dev big --machine-type e2-standard-4 --max 50", "a pool of this tier has at most 6 nodes")]
    [InlineData("add pool dev big --machine-type e2-standrad-4", "--machine-type is 'e2-standrad-4': Google has no machine type of this name (docs/machine-types.md, as of ")]
    [InlineData("add pool dev big --machine-type e2-standrad-4", "Did you mean e2-standard-4? One that is newer than this program is listed in infra:machineTypes of the stack.")]
    [InlineData("add pool dev big --machine-type t2a-standard-4", "--machine-type is 't2a-standard-4': asia-south1 has no machines of the series t2a (docs/machine-types.md, as of ")]
    [InlineData("add bucket dev exports --location asia-suoth1", "infra:buckets.exports.location is \"asia-suoth1\": it is no region of docs/regions.md. Did you mean asia-south1?")]
    [InlineData("add region dev asia-southeast3", "The pool general of asia-south1 has machines of type e2-standard-4: asia-southeast3 has no machines of the series e2 (docs/machine-types.md, as of ")]
    [InlineData("add region dev asia-southeast3 --like asia-south1", "The pool system of asia-south1 has machines of type e2-standard-2: asia-southeast3 has no machines of the series e2 (docs/machine-types.md, as of ")]
    [InlineData("add bucket dev artifacts", "dev has a bucket artifacts already.")]
    [InlineData("add app Orders --tenant apps --team web", "NAME is 'Orders': ")]
    [InlineData("add environment dev-plan --project dhara-x-518205 --tier staging --region asia-south1 --budget 1", "an environment is not called release, and its name ends neither in -plan nor in -seal")]
    [InlineData("add environment release --project dhara-x-518205 --tier development --region asia-south1 --budget 1", "an environment is not called release")]
    [InlineData("add region dev asia-south9", "asia-south9: it is no region of docs/regions.md. Did you mean asia-south1? One that is newer than this program is listed in infra:newRegions of the stack.")]
    [InlineData("add region dev us-central1 --like asia-south2", "--like asia-south2: dev has no such region. Did you mean asia-south1?")]
    [InlineData("remove app nothing", "There is no application nothing.")]
    [InlineData("add app a --tenant apps --team web --path ../x", "--path is '../x': ")]
    public async Task What_cannot_be_is_refused_and_nothing_is_written(string command, string rule)
    {
        using Workspace workspace = await CompanyAsync("india");
        string before = Everything(workspace);

        (string output, int code) = await workspace.RunAsync(command.Split(' '));

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains(rule, output, StringComparison.Ordinal);
        Assert.Equal(before, Everything(workspace));
    }

    [Fact]
    public async Task An_environment_like_one_that_is_not_there_is_refused_and_nothing_is_written()
    {
        using Workspace workspace = await CompanyAsync("india");
        string before = Everything(workspace);

        (string output, int code) = await workspace.RunAsync(["add", "environment", "uat", "--project", "dhara-uat-518205", "--tier", "staging", "--region", "asia-south1", "--budget", "1", "--like", "prd"]);

        Assert.Equal((int)ExitCode.StackNotFound, code);
        Assert.Contains("prd", output, StringComparison.Ordinal);
        Assert.Equal(before, Everything(workspace));
    }

    [Fact]
    public async Task A_dry_run_shows_files_and_plan_and_writes_nothing()
    {
        using Workspace workspace = await CompanyAsync("india");
        string before = Everything(workspace);

        string output = await InitTests.RunsAsync(workspace, "add", "bucket", "dev", "exports", "--dry-run");

        Assert.Matches("^Added the bucket exports of dev \\(dry run: nothing was written\\):\n  stacks/Pulumi.dev.yaml\nPlan of dev: [0-9]+ to create\n$", output);
        Assert.Equal(before, Everything(workspace));
    }

    private static async Task<Workspace> CompanyAsync(string company)
    {
        Workspace workspace = InitTests.Empty(Answers.All[company]);
        await InitTests.RunsAsync(workspace, "init", "--from", "answers.yaml");
        return workspace;
    }

    private static async Task<(string Op, string Type)[]> StepsAsync(Workspace workspace, string stack)
    {
        using StringWriter json = new();
        Assert.Equal(0, await workspace.RunAsync(["preview", stack, "--format", "json"], json, TextWriter.Null));
        using JsonDocument plan = JsonDocument.Parse(json.ToString());
        return [.. plan.RootElement.GetProperty("steps").EnumerateArray().Select(s => (s.GetProperty("op").GetString()!, s.GetProperty("type").GetString()!))];
    }

    private static string Everything(Workspace workspace) => string.Concat(
        ((string[])["stacks", "gitops", ".github"]).SelectMany(f => Directory.GetFiles(Path.Combine(workspace.Folder, f), "*", SearchOption.AllDirectories)).Order(StringComparer.Ordinal)
            .Select(f => $"== {Path.GetRelativePath(workspace.Folder, f)}\n{File.ReadAllText(f)}"));
}
