using System.Globalization;
using System.Text.Json;
using Infra.Cloud.ArgoCdHub;

namespace Infra.Cloud.Tests.ArgoCdHub;

public sealed class ArgoCdTests
{
    private const string Release = "kubernetes:helm.sh/v3:Release";
    private const string External = "kubernetes:external-secrets.io/v1:ExternalSecret";

    [Theory]
    [InlineData("admin.enabled", "false")]
    [InlineData("users.anonymous.enabled", "false")]
    [InlineData("exec.enabled", "false")]
    [InlineData("cluster.inClusterEnabled", "false")]
    [InlineData("application.resourceTrackingMethod", "annotation")]
    [InlineData("kustomize.enable", "false")]
    [InlineData("jsonnet.enable", "false")]
    [InlineData("helm.enable", "true")]
    [InlineData("url", "https://argocd.setu-retail.example")]
    public async Task Argo_CD_is_set_so(string setting, string value) => Assert.Equal(value, Config(await ReleaseAsync("prod"), "cm")[setting]);

    [Theory]
    [InlineData("controller.diff.server.side", "true")]
    [InlineData("controller.operation.processors", "10")]
    [InlineData("controller.sync.timeout.seconds", "7200")]
    [InlineData("controller.kubectl.parallelism.limit", "50")]
    [InlineData("reposerver.repo.cache.expiration", "60m")]
    [InlineData("applicationsetcontroller.enable.scm.providers", "false")]
    public async Task Its_components_are_started_so(string parameter, string value) => Assert.Equal(value, Config(await ReleaseAsync("prod"), "params")[parameter]);

    [Fact]
    public async Task The_server_is_never_started_without_encryption() => Assert.DoesNotContain("server.insecure", Config(await ReleaseAsync("prod"), "params").Keys);

    [Fact]
    public async Task No_set_may_turn_automated_syncs_off_by_rolling() => Assert.DoesNotContain("applicationsetcontroller.enable.progressive.syncs", Config(await ReleaseAsync("prod"), "params").Keys);

    [Theory]
    [InlineData(1, "30s", "15s")]
    [InlineData(3, "30s", "15s")]
    [InlineData(4, "120s", "60s")]
    [InlineData(20, "120s", "60s")]
    [InlineData(21, "300s", "150s")]
    [InlineData(1000, "300s", "150s")]
    public async Task The_more_clusters_the_rarer_the_comparisons_and_half_an_interval_spreads_them(int clusters, string interval, string jitter)
    {
        var made = await Recording.OfAsync(() => _ = new ArgoCd("argocd", new()
        {
            Names = Repository.Dev.Names,
            Settings = Repository.Dev.ArgoCd,
            Network = Repository.Dev.Network,
            Region = Samples.Mumbai,
            Tier = Repository.Dev.Tier,
            Clusters = clusters,
            ExternalSecrets = [],
        }));
        var settings = Config(made.One(Release), "cm");
        Assert.Equal((interval, jitter, "0s"), (settings["timeout.reconciliation"], settings["timeout.reconciliation.jitter"], settings["timeout.hard.reconciliation"]));
    }

    [Fact]
    public async Task People_sign_in_at_the_company_and_the_clients_secret_is_a_reference() =>
        Assert.Equal(
            """
            name: SSO
            issuer: https://sso.setu-retail.example
            clientID: argocd-prod
            clientSecret: $argocd-sso:clientSecret
            requestedScopes:
              - openid
              - profile
              - email
              - groups
            requestedIDTokenClaims:
              groups:
                essential: true

            """.ReplaceLineEndings("\n"),
            Config(await ReleaseAsync("prod"), "cm")["oidc.config"]);

    [Fact]
    public async Task In_production_developers_have_no_role_the_platform_team_syncs_and_nobody_does_more()
    {
        var rbac = Config(await ReleaseAsync("prod"), "rbac");
        Assert.Equal(("", "[groups]"), (rbac["policy.default"], rbac["scopes"]));
        Assert.Equal(
            """
            p, role:senior-developer, applications, get, */*, allow
            p, role:senior-developer, applicationsets, get, */*, allow
            p, role:senior-developer, projects, get, *, allow
            p, role:senior-developer, logs, get, */*, allow
            g, senior-developers@setu-retail.example, role:senior-developer
            p, role:platform, applications, get, */*, allow
            p, role:platform, applicationsets, get, */*, allow
            p, role:platform, projects, get, *, allow
            p, role:platform, logs, get, */*, allow
            p, role:platform, clusters, get, *, allow
            p, role:platform, repositories, get, *, allow
            p, role:platform, certificates, get, *, allow
            p, role:platform, gpgkeys, get, *, allow
            p, role:platform, accounts, get, *, allow
            p, role:platform, applications, sync, */*, allow
            g, platform-team@setu-retail.example, role:platform
            p, role:security, applications, get, */*, allow
            p, role:security, applicationsets, get, */*, allow
            p, role:security, projects, get, *, allow
            p, role:security, logs, get, */*, allow
            p, role:security, clusters, get, *, allow
            p, role:security, repositories, get, *, allow
            p, role:security, certificates, get, *, allow
            p, role:security, gpgkeys, get, *, allow
            p, role:security, accounts, get, *, allow
            g, security@setu-retail.example, role:security

            """.ReplaceLineEndings("\n"),
            rbac["policy.csv"]);
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    public async Task Outside_production_developers_look_at_applications_and_their_logs(string stack) =>
        Assert.StartsWith(
            "p, role:developer, applications, get, */*, allow\np, role:developer, applicationsets, get, */*, allow\np, role:developer, projects, get, *, allow\np, role:developer, logs, get, */*, allow\ng, developers@setu-retail.example, role:developer\n",
            $"{Config(await ReleaseAsync(stack), "rbac")["policy.csv"]}",
            StringComparison.Ordinal);

    [Theory]
    [InlineData("dev", 1, 1, false)]
    [InlineData("staging", 2, 2, false)]
    [InlineData("prod", 3, 2, true)]
    public async Task The_tier_decides_over_copies_budgets_and_Redis(string stack, int copies, int sets, bool redisHa)
    {
        var release = await ReleaseAsync(stack);
        string Copies(string part) => $"{release[$"values.{part}.replicas"]} {release[$"values.{part}.pdb.enabled"]} {release[$"values.{part}.pdb.maxUnavailable"]}";
        string With(int count) => count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{count} True 1") : "1 False ";
        Assert.Equal((With(copies), With(copies), With(sets), With(1)), (Copies("server"), Copies("repoServer"), Copies("applicationSet"), Copies("controller")));
        Assert.Equal(redisHa, release["values.redis-ha.enabled"]);
        Assert.Equal("topology.kubernetes.io/zone", release["values.global.topologySpreadConstraints[0].topologyKey"]);
    }

    [Theory]
    [InlineData("controller")]
    [InlineData("server")]
    [InlineData("repoServer")]
    [InlineData("applicationSet")]
    [InlineData("notifications")]
    [InlineData("redis-ha.redis", false)]
    [InlineData("redis-ha.haproxy")]
    public async Task Every_component_has_bounds_and_metrics(string part, bool metrics = true)
    {
        var release = await ReleaseAsync("prod");
        Assert.NotNull(release[$"values.{part}.resources.requests.cpu"]);
        Assert.NotNull(release[$"values.{part}.resources.requests.memory"]);
        Assert.NotNull(release[$"values.{part}.resources.limits.memory"]);
        Assert.Equal(metrics ? true : null, release[$"values.{part}.metrics.enabled"]);
    }

    [Theory]
    [InlineData("dex.enabled", false)]
    [InlineData("commitServer.enabled", false)]
    [InlineData("redisSecretInit.enabled", false)]
    [InlineData("notifications.secret.create", false)]
    [InlineData("createClusterRoles", false)]
    [InlineData("global.networkPolicy.create", true)]
    [InlineData("global.networkPolicy.defaultDenyIngress", true)]
    [InlineData("redis-ha.auth", true)]
    [InlineData("redis-ha.existingSecret", "argocd-redis")]
    [InlineData("repoServer.automountServiceAccountToken", false)]
    [InlineData("crds.keep", true)]
    [InlineData("global.image.tag", "v3.4.4")]
    public async Task The_chart_is_installed_so(string value, object expected) => Assert.Equal(expected, (await ReleaseAsync("prod"))[$"values.{value}"]);

    [Theory]
    [InlineData("argocd-github-app", "key")]
    [InlineData("argocd-redis", "auth")]
    [InlineData("argocd-sso", "clientSecret")]
    [InlineData("argocd-notifications-secret", "token")]
    public async Task A_credential_is_copied_by_External_Secrets_which_owns_the_copy(string secret, string key)
    {
        foreach (var (stack, version, interval) in new[] { ("dev", "latest", "1m0s"), ("staging", "latest", "1m0s"), ("prod", "1", "1h0m0s") })
        {
            var copy = (await Recording.OfAsync(Repository.Named(stack))).Of(External).Single(e => $"{e["spec.target.name"]}" == secret);
            Assert.Equal(
                (secret, "argocd", "Owner", "Retain", "SecretStore", "argocd"),
                (copy["metadata.name"], copy["metadata.namespace"], copy["spec.target.creationPolicy"], copy["spec.target.deletionPolicy"], copy["spec.secretStoreRef.kind"], copy["spec.secretStoreRef.name"]));
            Assert.Equal((key, version, interval), (copy["spec.data[0].secretKey"], copy["spec.data[0].remoteRef.version"], copy["spec.refreshInterval"]));
            Assert.Equal("argocd", ((IReadOnlyDictionary<string, object>)copy["spec.target.template.metadata.labels"]!)["app.kubernetes.io/part-of"]);
        }
    }

    [Fact]
    public async Task Repositories_are_read_as_a_GitHub_App_whose_key_is_filled_in_in_the_cluster()
    {
        var copy = (await Recording.OfAsync(Repository.Prod)).Of(External).Single(e => $"{e["metadata.name"]}" == "argocd-github-app");
        var data = (IReadOnlyDictionary<string, object>)copy["spec.target.template.data"]!;
        Assert.Equal("repo-creds", ((IReadOnlyDictionary<string, object>)copy["spec.target.template.metadata.labels"]!)["argocd.argoproj.io/secret-type"]);
        Assert.Equal(
            ["githubAppID=903417", "githubAppInstallationID=61840310", "githubAppPrivateKey={{ .key }}", "type=git", "url=https://github.com/setu-retail"],
            data.Select(d => $"{d.Key}={d.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_store_is_the_namespaces_own_and_reads_as_one_account_whose_tokens_External_Secrets_may_ask_for()
    {
        var made = await Recording.OfAsync(Repository.Prod);
        var store = made.One("kubernetes:external-secrets.io/v1:SecretStore");
        var role = made.One("kubernetes:rbac.authorization.k8s.io/v1:Role");
        var binding = made.One("kubernetes:rbac.authorization.k8s.io/v1:RoleBinding");
        var account = made.One("kubernetes:core/v1:ServiceAccount");
        Assert.DoesNotContain(made.All, m => m.Type.Contains("ClusterSecretStore", StringComparison.Ordinal));
        Assert.Equal(("argocd", "argocd-secrets"), (store["metadata.namespace"], store["spec.provider.gcpsm.auth.workloadIdentity.serviceAccountRef.name"]));
        Assert.Equal(("serviceaccounts/token", "argocd-secrets", "create"), (role["rules[0].resources[0]"], role["rules[0].resourceNames[0]"], role["rules[0].verbs[0]"]));
        Assert.Equal(("ServiceAccount", "external-secrets", "external-secrets"), (binding["subjects[0].kind"], binding["subjects[0].name"], binding["subjects[0].namespace"]));
        Assert.Equal("setu-prod-argo-secrets@setu-prod-730914.iam.gserviceaccount.com", ((IReadOnlyDictionary<string, object>)account["metadata.annotations"]!)["iam.gke.io/gcp-service-account"]);
    }

    [Theory]
    [InlineData("controller", "setu-prod-argo-sync@setu-prod-730914.iam.gserviceaccount.com", "argocd-application-controller")]
    [InlineData("server", "setu-prod-argo-ui@setu-prod-730914.iam.gserviceaccount.com", "argocd-server")]
    public async Task A_component_that_works_in_clusters_is_a_Google_account_bound_to_its_Kubernetes_account(string part, string email, string account)
    {
        var made = await Recording.OfAsync(Repository.Prod);
        var release = made.One(Release, "setu-prod-argocd");
        Assert.Equal(account, release[$"values.{part}.serviceAccount.name"]);
        Assert.Equal(email, ((IReadOnlyDictionary<string, object>)release[$"values.{part}.serviceAccount.annotations"]!)["iam.gke.io/gcp-service-account"]);
        Assert.Contains(made.Of("gcp:serviceaccount/iAMMember:IAMMember"), b => $"{b["member"]}" == $"serviceAccount:setu-prod-730914.svc.id.goog[argocd/{account}]");
    }

    [Fact]
    public async Task Failures_are_posted_to_the_company_with_a_token_that_stands_nowhere_here()
    {
        var release = await ReleaseAsync("prod");
        var notifier = $"{((IReadOnlyDictionary<string, object>)release["values.notifications.notifiers"]!)["service.webhook.company"]}";
        Assert.Equal("url: https://notify.setu-retail.example/argocd\nheaders:\n  - name: Authorization\n    value: Bearer $token\n  - name: Content-Type\n    value: application/json\n", notifier);
        Assert.Equal(["on-sync-failed", "on-health-degraded"], release.Texts("values.notifications.subscriptions[0].triggers"));
    }

    [Fact]
    public async Task Each_notification_is_JSON_once_its_fields_are_filled_in()
    {
        var templates = (IReadOnlyDictionary<string, object>)(await ReleaseAsync("prod"))["values.notifications.templates"]!;
        Assert.Equal(2, templates.Count);
        Assert.All(templates.Values, t =>
        {
            var body = $"{t}".Split("body: |\n")[1].Trim();
            var filled = System.Text.RegularExpressions.Regex.Replace(body, "\\{\\{[^}]*\\| toJson \\}\\}", "\"x\"");
            using var json = JsonDocument.Parse(System.Text.RegularExpressions.Regex.Replace(filled, "\\{\\{[^}]*\\}\\}", "x"));
            Assert.Equal(["event", "environment", "application", "project", "message", "link"], json.RootElement.EnumerateObject().Select(p => p.Name));
        });
    }

    private static IReadOnlyDictionary<string, object> Config(Made release, string map) => (IReadOnlyDictionary<string, object>)release[$"values.configs.{map}"]!;

    private static async Task<Made> ReleaseAsync(string stack) => (await Recording.OfAsync(Repository.Named(stack))).One(Release, $"setu-{stack}-argocd");
}
